"""Columns that say when a row was last touched, whoever touched it and for whatever reason."""

from __future__ import annotations

import re
from typing import Final

TOUCHED: Final = frozenset(
    (
        *("modified", "modification", "modstamp", "updated", "update", "changed", "change", "edited", "touched"),
        *("activity", "viewed", "synced", "geändert", "änderung", "aktualisiert", "modifié", "modification"),
        *("modificado", "modificación", "modificato", "gewijzigd"),
    )
)
BESIDE: Final = frozenset(
    (
        *("last", "latest", "date", "time", "datetime", "on", "at", "in", "by", "the", "timestamp", "utc", "system"),
        *(
            "record",
            "row",
            "deal",
            "opportunity",
            "object",
            "hs",
            "property",
            "do",
            "not",
            "modify",
            "am",
            "datum",
            "le",
        ),
        *("letzte", "letzter", "zuletzt", "dernière", "última", "fecha", "laatst"),
    )
)
"""Words that may stand beside one of these without making the column about anything in particular."""
WORDS: Final = re.compile(r"[A-ZÄÖÜ]+(?![a-zäöüß])|[A-ZÀ-Þ]?[a-zà-ÿß]+")
RUN_TOGETHER: Final = re.compile(
    "(hs|system)?(last)?(modified|updated|changed|modstamp)(date|time|on|at)?(date|time|utc)?"
)


def is_last_touched(column: str) -> bool:
    """Tell whether a column is named like the day of the last change of its row, such as `LastModifiedDate`."""
    words = [word.casefold() for word in WORDS.findall(column)]
    touched = {word for word in words if word in TOUCHED or RUN_TOGETHER.fullmatch(word)}
    return bool(touched) and BESIDE.union(touched).issuperset(words)
