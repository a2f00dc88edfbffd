"""What of a file lies outside of an edited value."""

from __future__ import annotations

from generator.editor.edits import FormEdit
from generator.read.yaml.document import Document


def outside(before: str, after: str, document: Document, edit: FormEdit) -> bool:
    """Tell whether everything above the edited value's key, and below its last line, is as it was.

    A block whose only value goes may go with it.
    """
    known = document.known(edit.at)
    while edit.value is None and known == edit.at[: len(known)] and len(known) > 1:
        above = document.data_at(known[:-1])
        if not isinstance(above, dict) or len(above) > 1:
            break
        known = known[:-1]
    if edit.at == ("notes",):
        top = before[: len(before) - len(document.body.replace("\n", "\r\n" if "\r\n" in before else "\n"))]
        return after.startswith(top)
    spot = document.places[known]
    start = before.rfind("\n", 0, spot.key_start) + 1 if known else before.index("\n") + 1
    end = before.find("\n", max(spot.end - 1, spot.key_end)) + 1
    end = before.index("\n---", start) + 1 if not known else end
    while before[end:].partition("\n")[0].strip().startswith("#"):
        end = before.index("\n", end) + 1
    return after.startswith(before[:start]) and after.endswith(before[end:])
