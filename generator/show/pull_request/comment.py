"""The difference that a change makes as a comment on its pull request: bounded, and inert whatever the deals say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from generator.assess.judgement import Judgement, PlacedFinding
from generator.history.difference import DealDifference, Difference
from generator.model.method import Method
from generator.problems import Problem, shown
from generator.show.pull_request.deal_part import (
    COUNTED,
    MOST_NAMED,
    MOST_SAID,
    Preview,
    account_part,
    bounded,
    criterion_words,
    deal_part,
    meetings_part,
    unrated_part,
)
from generator.show.pull_request.headline import headline
from generator.show.pull_request.worst_first import worst_first
from generator.show.text import values
from generator.show.text.escape_markdown import fenced, inert, listing

LIMIT: Final = 58_000
"""Bytes that a comment's deals may take; forges refuse comments over 65,536 characters."""
MOST_PROBLEMS: Final = 20
LONGEST_DIFFS: Final = 4_000
"""Characters of all lines that mend problems; a comment has room for as many in any alphabet."""


def comment(of: Difference, preview: str = "") -> str:
    """Return the comment in Markdown, under 60,000 bytes: whole deals, and a count of those that do not fit.

    `preview` is the address of the site as it is after the change. New deals in which nothing is rated, as an import
    makes them, stand together: there is little to say of each.
    """
    deals = worst_first(of)
    there = Preview(f"{preview.rstrip('/')}/" if preview else "")
    unrated = [each.after for each in deals if each.kind == "new" and each.after and each.after.unrated]
    identities = {each.deal.identity for each in unrated}
    opening = "\n".join(_opening(of, deals, there))
    last = "\n".join(unrated_part(unrated, _to_ask(unrated, of.method))) if unrated else ""
    named = {key: name for each in deals for key, name in each.names.items()}
    parts = [deal_part(each, of.method, there) for each in deals if each.identity not in identities]
    parts += [account_part(each, named) for each in of.accounts]
    parts += [meetings_part(of.meetings)] if of.meetings else []
    return (
        "\n\n".join([opening, *_fitting(parts, LIMIT - len((opening + last).encode())), *([last] * bool(last))])
        + "\n"
    )


def _fitting(parts: Sequence[str], room: int) -> Iterator[str]:
    """Yield the parts for which there is room, in bytes, and the number of the others."""
    for place, part in enumerate(parts):
        room -= len(part.encode()) + 2
        if room < 0:
            left = values.counted(len(parts) - place, "more deal or account", "more deals and accounts")
            yield f"And {left}, for which there is no room here: `playbook diff` shows all of them."
            return
        yield part


def _opening(of: Difference, deals: Sequence[DealDifference], preview: Preview) -> Iterator[str]:
    yield f"**{headline(of)}**".replace("\u00a0", " ")
    yield ""
    counts = Counter(each.kind for each in deals)
    kinds = ", ".join(f"{counts[kind]} {word}" for kind, word in COUNTED.items() if counts[kind])
    method = "each under its own method, which this changes" if of.method_changed else "under today's method"
    summary = f"{values.counted(len(deals), 'deal')}: {kinds}. " if kinds else ""
    pages = f" [The pages as they are after the change]({preview.address})." if preview.address else ""
    yield f"{summary}Judged as of {values.day(of.today)}, {method}.{pages}".replace("\u00a0", " ")
    rated = [f"{each.title}: {criterion_words(one, of.method)}" for each in deals for one in each.unfounded]
    if rated:
        yield from ("", f"**Rated better without new evidence:** {listing(rated, MOST_NAMED)}.")
    yield from _problems(of.problems)
    if of.findings:
        yield from ("", f"**{values.counted(len(of.findings), 'finding')} in other files:**", "")
        yield from bounded([_file_finding(each) for each in of.findings], MOST_PROBLEMS)


def _problems(problems: Sequence[Problem]) -> Iterator[str]:
    if not problems:
        return
    yield from ("", f"**{values.counted(len(problems), 'problem')}:**", "")
    size = 0
    for problem in problems[:MOST_PROBLEMS]:
        diff = list(_diff(problem))
        size += sum(map(len, diff))
        yield from [_problem(problem), *(diff if size <= LONGEST_DIFFS else ())]
    if len(problems) > MOST_PROBLEMS:
        yield f"- and {len(problems) - MOST_PROBLEMS} more"


def _to_ask(new: Sequence[Judgement], method: Method) -> list[str]:
    """Return what to ask first in how many of the deals in which nothing is rated."""
    says = Counter(
        f"{one.says} ({one.code})" for each in new for one in each.findings if one.code in method.said_instead
    )
    lines = [f"{values.counted(count, 'deal')}: {inert(each, MOST_SAID)}" for each, count in says.most_common()]
    if ended := sum(each.closed for each in new):
        lines.append(f"{values.counted(ended, 'deal')}: ended before anything was rated")
    return lines


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
