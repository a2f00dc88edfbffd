"""One deal of the comment: a line that tells what changed, and folded below it every change in full."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from generator.assess.judgement import Finding, Judgement, Tally
from generator.assess.score.knowing import MORE_IS_KNOWN, rose_by_knowing
from generator.history.difference import AccountDifference, DealDifference, Kind
from generator.history.meetings import MeetingDifference
from generator.history.shifts import Shift
from generator.model.method import Method
from generator.show.text import values
from generator.show.text.badges import shown_range
from generator.show.text.changes import ARROW, field_words, others_words, shifts_words
from generator.show.text.entry_words import entry_words
from generator.show.text.escape_markdown import inert, listing
from generator.show.text.meetings import meeting_words

MOST_LINES: Final = 10
MOST_NAMED: Final = 12
MOST_TOLD: Final = 3
"""Changes that the line of a deal tells; the rest stands folded below it."""
MOST_SAID: Final = 400
"""Characters of a finding's or a problem's sentence."""
COUNTED: Final[Mapping[Kind, str]] = {
    "unreadable": "cannot be read",
    "readable again": "readable again",
    "closed": "closed",
    "reopened": "reopened",
    "changed": "changed",
    "renamed": "renamed",
    "new": "new",
    "deleted": "deleted",
}


class Preview(NamedTuple):
    """Address of the site as it is after the change, ending in a slash; empty where there is none."""

    address: str = ""

    def link(self, title: str, identity: str) -> str:
        """Return a title that was made inert as a link to its page."""
        return f"[{title}]({self.address}{identity}/)" if self.address else title


def deal_part(of: DealDifference, method: Method, preview: Preview) -> str:
    """Return a deal's line and what is folded below it."""
    title = inert(of.title, 120)
    name = title if of.after is None else preview.link(title, of.identity)
    line = f"**{name}** ({inert(of.identity)}): {'; '.join(_told(of, method))}"
    details = list(_details(of, method))
    return "\n".join([line, *(folded("All of it", details) if details else ())])


def account_part(of: AccountDifference, names: Mapping[str, str]) -> str:
    """Return what became of an account's people."""
    people = [inert(entry_words(each, names), MOST_SAID) for each in of.people]
    return "\n".join([f"**{inert(of.name, 120)}** (its people):", "", *bounded([f"- {each}" for each in people])])


def meetings_part(of: Sequence[MeetingDifference]) -> str:
    """Return what became of meetings, each with where it stands."""
    lines = [f"- {inert(f'{meeting_words(each)} ({each.meeting.identity})', MOST_SAID)}" for each in of]
    return "\n".join([f"**{values.counted(len(of), 'meeting')}:**", "", *bounded(lines)])


def folded(summary: str, lines: Sequence[str]) -> Iterator[str]:
    """Yield lines that a click opens."""
    yield from ("", f"<details><summary>{summary}</summary>", *lines, "", "</details>")


def bounded(lines: Sequence[str], most: int = MOST_LINES) -> Iterator[str]:
    """Yield the first lines, and a last one that counts the others."""
    yield from lines[:most]
    if len(lines) > most:
        yield f"- and {len(lines) - most} more"


def criterion_words(shift: Shift, method: Method) -> str:
    """Return a criterion with its ratings before and after."""
    label = method.criteria[shift.criterion].label
    return f"{label} {values.glyph(shift.before)} {ARROW} {values.glyph(shift.after)}"


def _told(of: DealDifference, method: Method) -> Iterator[str]:
    """Yield what the line tells: what became of the deal, its verdict, and the first changes."""
    side = of.after or of.before
    if of.kind not in ("changed", "closed"):
        yield COUNTED[of.kind] + (f", was {inert(of.was)}" if of.was else "")
    if of.before and of.after:
        yield _verdicts(of, method)
        changes = _changes(of, method)
        yield from (inert(each) for each in changes[:MOST_TOLD])
        if len(changes) > MOST_TOLD:
            yield f"{len(changes) - MOST_TOLD} more below"
    elif side:
        yield _word(side) if of.after else f"was {_word(side)}"
        if side.deal.amount:
            yield values.money(side.deal.amount).replace("\u00a0", " ")
        yield f"winnable {_tally(side.winnable)}"


def _verdicts(of: DealDifference, method: Method) -> str:
    before, after = (_word(each) for each in (of.before, of.after))
    if before == after:
        return f"stays {after}"
    known = of.before and of.after and rose_by_knowing(of.before, of.after, method)
    return f"{before} {ARROW} {after}{f' ({MORE_IS_KNOWN})' if known else ''}"


def _changes(of: DealDifference, method: Method) -> list[str]:
    """Return every change in words: the deal's own fields, ratings, people and plan, then whatever else."""
    return [
        *(field_words(each, method) for each in of.fields),
        *shifts_words(of.shifts, method),
        *(entry_words(each, of.names) for each in of.entries),
        *([f"also {values.listing(others)}"] if (others := others_words(of)) else []),
    ]


def _details(of: DealDifference, method: Method) -> Iterator[str]:
    """Yield what is folded: the rows of the score that changed, and every change, evidence and finding."""
    if not (of.before and of.after):
        return
    rows = list(_rows(of.before, of.after, method))
    if rows:
        yield from ("", "| | before | after |", "|---|---|---|", *rows)
    changes = _changes(of, method)
    evidence = [_evidence(each, of.after, method) for each in of.shifts if each.evidence == "new"]
    yield from _part("Changed", changes if len(changes) > MOST_TOLD else [])
    yield from _part("Evidence", evidence)
    for title, findings in (("appear", of.appeared), ("vanish", of.vanished), ("are accepted", of.accepted)):
        yield from _part(f"Findings that {title}", [_finding(each) for each in findings])


def _part(title: str, lines: Iterable[str]) -> Iterator[str]:
    if told := [f"- {inert(each, MOST_SAID)}" for each in lines]:
        yield from ("", f"{title}:", "", *bounded(told))


def _rows(before: Judgement, after: Judgement, method: Method) -> Iterator[str]:
    """Yield the rows of the score that changed: its two sides, and the questions."""
    sides: list[tuple[str, Tally | None, Tally | None]] = [("Winnable", before.winnable, after.winnable)]
    if method.has_worth:
        sides.append(("Worth", before.worth, after.worth))
    for name, question in method.questions.items():
        if question.axis == "winnable":
            label = inert(f"{question.letter} {question.label}")
            sides.append((label, before.tallies.get(name), after.tallies.get(name)))
    for label, was, now in sides:
        if was != now:
            yield f"| {label} | {_tally(was)} | {_tally(now)} |"


def _word(judgement: Judgement | None) -> str:
    if judgement is None:
        return ""
    outcome = judgement.deal.outcome
    return values.verdict_word(outcome.result if outcome else judgement.verdict.word)


def _tally(tally: Tally | None) -> str:
    return f"{shown_range(tally.range)}, {tally.known} of {tally.total} known" if tally else values.NOTHING


def _evidence(shift: Shift, after: Judgement, method: Method) -> str:
    stands = after.assessed[shift.criterion]
    source = ", ".join(
        part for part in (stands.by or "nobody's word", stands.date.isoformat() if stands.date else "") if part
    )
    return f"{method.criteria[shift.criterion].label}: {stands.evidence} ({source})"


def _finding(of: Finding) -> str:
    return f"{of.says} ({of.code})"


def unrated_part(new: Sequence[Judgement], lines: Sequence[str]) -> Iterator[str]:
    """Yield the names of new deals in which nothing is rated, and what to ask first in how many of them."""
    yield f"**{values.counted(len(new), 'new deal')} in which nothing is rated yet:**"
    yield ""
    yield f"{listing([f'{each.deal.title} ({each.deal.identity})' for each in new], MOST_NAMED)}."
    yield ""
    yield from bounded([f"- {line}" for line in lines])
