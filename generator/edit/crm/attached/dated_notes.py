"""Dated notes below a deal from the CRM's notes, calls and meetings: each is written once and then the team's own."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

from generator.edit.crm.attached.addition import Addition, DealNow
from generator.edit.crm.attached.plain_text import escaped, quoted
from generator.edit.crm.attached.rows import AttachedRow, DatedNote
from generator.read.notes import LARGEST_NOTES

NOTE = "note "
"""Beginning of the key under which the last import remembers the text of a note by its digest."""


def add_notes(to: Addition, rows: Sequence[AttachedRow], now: DealNow) -> None:
    """Add each note that no earlier import brought, in the order of days, at the end of the file.

    Where nothing is remembered, a note whose heading stands in the file is there already. Those that would make the
    notes too long are left out.
    """
    headings = set(now.document.body.splitlines())
    size = len(now.document.body.encode())
    given: set[str] = set()
    for row in sorted(rows, key=lambda each: each.content.day if isinstance(each.content, DatedNote) else ""):
        note = row.content
        if not isinstance(note, DatedNote):
            continue
        heading = _heading(note, given)
        given.add(heading)
        text = "\n".join(["", heading, *(["", *quoted(note.lines)] if note.lines else []), ""])
        digest = blake2b(text.encode(), digest_size=6).hexdigest()
        known = now.last.get(NOTE + note.id)
        if known or heading in headings:
            to.settle([row], "unchanged")
            if known and known != digest:
                says = "was changed in the CRM since it was imported; the text in its file stays"
                now.accounting.note(row.row, "note-changed", says)
        elif size + len(text.encode()) > LARGEST_NOTES:
            says = f"would make the notes of its deal longer than {LARGEST_NOTES // 1024} KiB"
            now.accounting.refuse(row.row, "notes-too-big", says, "choose fewer notes by `only`")
            continue
        else:
            to.notes.append(text)
            size += len(text.encode())
            to.settle([row], "new")
        to.remembered[NOTE + note.id] = known or digest


def _heading(note: DatedNote, given: set[str]) -> str:
    plain = " · ".join([note.day, *map(escaped, note.heading)])
    headings = (f"### {plain}" if number == 1 else f"### {plain} ({number})" for number in range(1, len(given) + 2))
    return next(each for each in headings if each not in given)


def with_notes(content: bytes, notes: Sequence[str]) -> bytes:
    """Return a file with notes at its end, with the line ends that it has; everything before stays as it is."""
    if not notes:
        return content
    line_end = b"\r\n" if b"\r\n" in content else b"\n"
    added = "".join(notes).encode().replace(b"\n", line_end)
    return content + (b"" if content.endswith(b"\n") else line_end) + added
