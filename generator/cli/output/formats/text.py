"""Text for people: a line for each remark that an editor turns into a link, and one that counts them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import click

from generator.cli.output.printing import harmless, problem_lines
from generator.cli.output.remarks import Checked, Remark
from generator.show.text.values import counted

ALL = "--all"
MOST = 200
"""Lines of findings that are printed unless all are asked for."""
MOST_ALIKE = 10
"""Lines among them that say the same of one deal after the other."""
UNFOLDED = ("problem", "settings")


def in_words(result: Checked, *, every: bool = False) -> Iterator[str]:
    """Yield the lines of a whole check: each problem, and of each deal's findings one per family, or `every` one."""
    remarks = result.remarks()
    groups = [[each] for each in remarks] if every else families(remarks)
    beyond: set[int] = set() if every else without_room(groups)
    shown = [group for place, group in enumerate(groups) if place not in beyond]
    for first, *others in shown:
        yield from problem_lines(first.problem) if first.problem else [line(first, 1 + len(others))]
    yield from left_out([groups[place] for place in sorted(beyond)])
    if result.note:
        yield harmless(result.note)
    folded = f"; {ALL} prints each" if len(shown) < len(remarks) else ""
    yield click.style(counts(result) + folded, fg="red" if result.problems else "green")


def without_room(groups: Sequence[Sequence[Remark]]) -> set[int]:
    """Return the places of the groups that are counted only: many that say the same, and those beyond the most."""
    alike: Counter[tuple[str, ...]] = Counter()
    room, beyond = MOST, set()
    for place, (first, *others) in enumerate(groups):
        if first.kind in UNFOLDED:
            continue
        says = (first.code, first.says) if not others else (first.path, first.kind)
        alike[says] += 1
        if alike[says] > MOST_ALIKE or not room:
            beyond.add(place)
        else:
            room -= 1
    return beyond


def left_out(groups: Sequence[Sequence[Remark]]) -> Iterator[str]:
    """Yield a line for each family with too many remarks to print."""
    for family in dict.fromkeys(group[0].kind for group in groups):
        theirs = [group for group in groups if group[0].kind == family]
        many = f"{sum(map(len, theirs)):,} more in {counted(len(theirs), 'deal')}"
        yield f"{click.style(f'{family}:', fg='yellow')} {many}"


def families(remarks: Iterable[Remark]) -> list[list[Remark]]:
    """Return the remarks in their order, those of one family and deal together; what is on changed lines apart."""
    groups: dict[object, list[Remark]] = {}
    for place, each in enumerate(remarks):
        alone = each.kind in UNFOLDED
        key = place if alone else (each.path, each.kind, each.on_changed_line)
        groups.setdefault(key, []).append(each)
    return list(groups.values())


def line(remark: Remark, count: int = 1) -> str:
    """Return one remark as a line; with a `count`, it represents so many of its family."""
    if remark.problem:
        return next(problem_lines(remark.problem))
    place = click.style(f"{harmless(remark.path)}:{remark.line}:{remark.column}:", bold=True)
    remedy = click.style(f" ({harmless(remark.remedy)})", dim=True) if remark.remedy else ""
    many = f" ({count}), first" if count > 1 else ""
    kind = click.style(f"{remark.kind}{many}:", fg="yellow")
    return f"{place} {kind} {harmless(remark.says)}{remedy} [{remark.code}]"


def counts(result: Checked) -> str:
    """Return the number of deals read, and of problems and findings, in words."""
    problems = counted(len(result.problems), "problem")
    findings = counted(len(result.findings), "finding")
    changed = " in changed deals" if result.since else ""
    return f"{counted(result.deals, 'deal')} read: {problems}, {findings}{changed}"
