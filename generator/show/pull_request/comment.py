"""The difference that a change makes as a comment on its pull request: bounded, and inert whatever the deals say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from generator.assess.judgement import Finding, Judgement, PlacedFinding, Tally
from generator.assess.score.knowing import MORE_IS_KNOWN, rose_by_knowing
from generator.history.difference import DealDifference, Difference, Kind
from generator.history.shifts import Shift
from generator.model.method import Method
from generator.problems import Problem, shown
from generator.show.text import values
from generator.show.text.badges import shown_range
from generator.show.text.changes import ARROW, field_words, shifts_words
from generator.show.text.escape_markdown import fenced, inert, listing

LIMIT: Final = 58_000
"""Bytes that a comment's deals may take; forges refuse comments over 65,536 characters."""
MOST_LINES: Final = 10
MOST_PROBLEMS: Final = 20
MOST_NAMED: Final = 12
LONGEST_DIFFS: Final = 4_000
"""Characters of all lines that mend problems; a comment has room for as many in any alphabet."""
MOST_SAID: Final = 400
"""Characters of a problem's sentence and remedy."""
KINDS: Final[tuple[Kind, ...]] = (
    "unreadable", "readable again", "closed", "reopened", "changed", "renamed", "new", "deleted",
)  # fmt: skip
"""In the order in which a reviewer looks at them."""
COUNTED: Final = {
    "unreadable": "cannot be read",
    "readable again": "readable again",
    "closed": "closed",
    "reopened": "reopened",
    "changed": "changed",
    "renamed": "renamed",
    "new": "new",
    "deleted": "deleted",
}


def comment(of: Difference) -> str:
    """Return the comment in Markdown, under 60,000 bytes: whole deals, and a count of those that do not fit.

    New deals in which nothing is rated, as an import makes them, stand together: there is little to say of each.
    """
    deals = sorted(of.deals, key=lambda each: (KINDS.index(each.kind), not each.unfounded, each.identity))
    unrated = [each.after for each in deals if each.kind == "new" and each.after and each.after.unrated]
    identities = {each.deal.identity for each in unrated}
    parts = ["\n".join(_opening(of, deals))]
    last = "\n".join(_unrated(unrated, of.method)) if unrated else ""
    size = len(parts[0].encode()) + len(last.encode())
    deals = [each for each in deals if each.identity not in identities]
    for place, each in enumerate(deals):
        part = "\n".join(_deal(each, of.method))
        size += len(part.encode()) + 2
        if size > LIMIT:
            left = values.counted(len(deals) - place, "more deal")
            parts.append(f"And {left}, for which there is no room here: `playbook diff` shows all of them.")
            break
        parts.append(part)
    return "\n\n".join([*parts, *([last] if last else [])]) + "\n"


def _opening(of: Difference, deals: list[DealDifference]) -> Iterator[str]:
    yield "## What this does to the deals"
    yield ""
    kinds = [(kind, sum(each.kind == kind for each in deals)) for kind in KINDS]
    counts = [f"{count} {COUNTED[kind]}" for kind, count in kinds if count]
    method = "each under its own method, which this changes" if of.method_changed else "under today's method"
    summary = f"{values.counted(len(deals), 'deal')}: {', '.join(counts)}" if counts else "No deal changed"
    yield f"{summary}. Both sides are judged as of {values.day(of.today)}, {method}.".replace("\u00a0", " ")
    rated = [f"{each.title}: {_criterion(one, of.method)}" for each in deals for one in each.unfounded]
    if rated:
        yield ""
        yield f"**Rated better without new evidence:** {listing(rated, MOST_NAMED)}."
    if of.problems:
        yield ""
        yield f"**{values.counted(len(of.problems), 'problem')}:**"
        yield ""
        size = 0
        for problem in of.problems[:MOST_PROBLEMS]:
            diff = list(_diff(problem))
            size += sum(map(len, diff))
            yield from [_problem(problem), *(diff if size <= LONGEST_DIFFS else ())]
        if len(of.problems) > MOST_PROBLEMS:
            yield f"- and {len(of.problems) - MOST_PROBLEMS} more"
    if of.findings:
        yield ""
        yield f"**{values.counted(len(of.findings), 'finding')} in other files:**"
        yield ""
        yield from _bounded(map(_file_finding, of.findings), len(of.findings), MOST_PROBLEMS)


def _unrated(new: list[Judgement], method: Method) -> Iterator[str]:
    """Yield the names of new deals in which nothing is rated, and what to ask first in how many of them."""
    yield f"### {values.counted(len(new), 'new deal')} in which nothing is rated yet"
    yield ""
    yield f"{listing([f'{each.deal.title} ({each.deal.identity})' for each in new], MOST_NAMED)}."
    yield ""
    says = Counter(
        f"{one.says} ({one.code})" for each in new for one in each.findings if one.code in method.said_instead
    )
    lines = [f"{values.counted(count, 'deal')}: {inert(each, MOST_SAID)}" for each, count in says.most_common()]
    if ended := sum(each.closed for each in new):
        lines.append(f"{values.counted(ended, 'deal')}: ended before anything was rated")
    yield from _bounded((f"- {line}" for line in lines), len(lines))


def _file_finding(of: PlacedFinding) -> str:
    each = of.finding
    return f"- {inert(f'{of.path}:{of.line}:{of.column}: {each.says} ({each.remedy}) [{each.code}]', MOST_SAID)}"


def _problem(problem: Problem) -> str:
    remedy = f" ({problem.remedy})" if problem.remedy else ""
    return f"- {inert(f'{problem.path}:{problem.line}:{problem.column}: {problem.says}{remedy}', MOST_SAID)}"


def _diff(problem: Problem) -> Iterator[str]:
    """Yield the lines that mend a problem as a `diff` block, where they are known."""
    if problem.mend and problem.mend.after:
        lines = [f"-{shown(each)}" for each in problem.mend.before]
        lines += [f"+{shown(each)}" for each in problem.mend.after]
        yield from fenced(lines, "diff")


def _criterion(shift: Shift, method: Method) -> str:
    return (
        f"{method.criteria[shift.criterion].label} {values.glyph(shift.before)} {ARROW} {values.glyph(shift.after)}"
    )


def _bounded(lines: Iterable[str], count: int, most: int = MOST_LINES) -> Iterator[str]:
    for place, line in enumerate(lines):
        if place == most:
            yield f"- and {count - most} more"
            return
        yield line


def _deal(of: DealDifference, method: Method) -> Iterator[str]:
    renamed = f", was {inert(of.was)}" if of.was else ""
    yield f"### {inert(of.title, 120)} ({inert(of.identity)}{renamed}): {COUNTED[of.kind]}"
    if of.before or of.after:
        yield ""
        yield from _standing(of, method)
    if of.before and of.after:
        changed = [field_words(each, method) for each in of.fields] + shifts_words(of.shifts, method)
        yield from _part("Changed", [inert(each) for each in changed])
        yield from _part(
            "Evidence", [inert(_evidence(each, of.after, method)) for each in of.shifts if each.evidence == "new"]
        )
        yield from _part("Findings that appear", _findings(of.appeared))
        yield from _part("Findings that vanish", _findings(of.vanished))
        yield from _part("Findings that are accepted", _findings(of.accepted))
        if of.others:
            yield ""
            yield f"Also changed: {listing(list(of.others), MOST_NAMED)}."


def _part(title: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield ""
        yield f"{title}:"
        yield ""
        yield from _bounded((f"- {line}" for line in lines), len(lines))


def _evidence(shift: Shift, after: Judgement, method: Method) -> str:
    stands = after.assessed[shift.criterion]
    source = ", ".join(
        part for part in (stands.by or "nobody's word", stands.date.isoformat() if stands.date else "") if part
    )
    return f"{method.criteria[shift.criterion].label}: {stands.evidence} ({source})"


def _findings(findings: Iterable[Finding]) -> list[str]:
    return [inert(f"{each.says} ({each.code})", MOST_SAID) for each in findings]


def _standing(of: DealDifference, method: Method) -> Iterator[str]:
    """Yield a table of how the deal stood and stands: of the questions, those that changed."""
    yield "| | before | after |"
    yield "|---|---|---|"
    before, after = (_word(each) for each in (of.before, of.after))
    if of.before and of.after and rose_by_knowing(of.before, of.after, method):
        after += f" ({MORE_IS_KNOWN})"
    yield _row("Verdict", before, after)
    yield _row("Winnable", *(_tally(each.winnable) if each else "" for each in (of.before, of.after)))
    if method.has_worth:
        yield _row("Worth", *(_tally(each.worth) if each and each.worth else "" for each in (of.before, of.after)))
    if of.before and of.after:
        for name, question in method.questions.items():
            was, now = (each.tallies.get(name) for each in (of.before, of.after))
            if was != now and question.axis == "winnable":
                label = inert(f"{question.letter} {question.label}")
                yield _row(label, *(_tally(each) if each else "" for each in (was, now)))


def _row(label: str, before: str, after: str) -> str:
    return f"| {label} | {before or values.NOTHING} | {after or values.NOTHING} |"


def _word(judgement: Judgement | None) -> str:
    if judgement is None:
        return ""
    outcome = judgement.deal.outcome
    return values.verdict_word(outcome.result if outcome else judgement.verdict.word)


def _tally(tally: Tally) -> str:
    return f"{shown_range(tally.range)}, {tally.known} of {tally.total} known"
