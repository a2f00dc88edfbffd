"""Places on a deal's pages where a key of its file is shown, so that a finding leads to the very line."""

from __future__ import annotations

from collections.abc import Mapping

from generator.model.method import Method

SECTIONS: Mapping[str, tuple[str, str]] = {
    "assessment": ("", "scorecard"),
    "competitors": ("", "competitors"),
    "primary_competitor": ("", "competitors"),
    "compelling_event": ("", "compelling-event"),
    "chain": ("", "compelling-event"),
    "formal_criteria": ("", "decision-criteria"),
    "informal_criteria": ("", "decision-criteria"),
    "strategy": ("", "strategy"),
    "incumbent": ("", "strategy"),
    "accepted": ("", "findings"),
    "control": ("", "control"),
    "level": ("", "level"),
    "players": ("plan", "players"),
    "plan": ("plan", "goal"),
    "plan/milestones": ("plan", "milestones"),
    "plan/actions": ("plan", "actions"),
    "value": ("value", "worksheet"),
    "value/lines": ("value", "worksheet"),
    "proposition": ("value", "statements"),
    "partners": ("partners", "partners"),
    "reviews": ("review", "reviews"),
    "next_review": ("review", "reviews"),
    "notes": ("", "notes"),
}
DEEPER = {tuple(group.split("/")) for group in SECTIONS if "/" in group}
"""Groups of keys that stand in a block of their own."""
ITEMS: Mapping[str, str] = {
    "assessment": "criterion",
    "competitors": "rival",
    "players": "player",
    "plan/milestones": "milestone",
    "plan/actions": "action",
    "value/lines": "line",
    "proposition": "statement",
    "partners": "partner",
    "control": "symptom",
    "reviews": "review",
}


def anchor(kind: str, key: str) -> str:
    """Return the id of an item's place; the prefix keeps what people name apart from our own ids."""
    return f"{kind}-{key}"


def line(number: int) -> str:
    """Return the id of a line of a meeting, by its number in the file."""
    return f"line-{number}"


def place_of(at: tuple[str, ...], method: Method) -> tuple[str, str]:
    """Return the tab and the id where a key of the deal's file is shown; the headline where it has no section.

    A criterion may be cited by its number or by another method's id; its place bears the id of this method.
    """
    group = "/".join(at[:2]) if at[:2] in DEEPER else at[0] if at else ""
    tab, section = SECTIONS.get(group, ("", ""))
    below = at[2:] if at[:2] in DEEPER else at[1:]
    item = below[0] if below and group in ITEMS else None
    if item and group == "assessment":
        item = method.criterion(item)
    return (tab, anchor(ITEMS[group], item)) if item else (tab, section)
