"""The limits that docs/security.md names are those of the code."""

from __future__ import annotations

import re

from generator.model.amounts import TOO_MUCH
from generator.model.meeting import Meeting
from generator.problems import MOST_OF_A_FILE
from generator.read import notes
from generator.read.yaml import composing, document
from generator.site.tasks.timeout import MOST_SECONDS
from tests.docs.examples import DOCS
from tests.hostile.corpus import deals, paths, surroundings

PAGE = (DOCS / "security.md").read_text("utf-8")


def test_every_limit_is_the_one_that_holds() -> None:
    table = dict(re.findall(r"^\| ([^|]+?) \| ([^|]+?) \|$", PAGE.partition("## Limits")[2], re.MULTILINE))
    assert table == {
        "limit": "value",
        "a file": f"{document.LARGEST_FILE // 1024} KiB",
        "its front matter": f"{document.LARGEST_FRONT_MATTER // 1024} KiB",
        "a line": f"{notes.LONGEST_LINE:,} characters",
        "values in a file": f"{composing.MOST_VALUES:,}",
        "entries of a block or list": f"{composing.MOST_ENTRIES:,}",
        "depth of blocks and lists": str(composing.DEEPEST),
        "notes": f"{notes.LARGEST_NOTES // 1024} KiB",
        "notes of a meeting": f"{Meeting.LARGEST_NOTES // 1024} KiB",
        "depth of quotes and lists in notes": str(notes.DEEPEST),
        "cells of tables in notes": f"{notes.MOST_CELLS:,}",
        "problems named of a file": str(MOST_OF_A_FILE),
        "an amount of money": f"below {TOO_MUCH:,}",
        "time for one deal in a build": f"{MOST_SECONDS:g} seconds",
    }


def test_the_corpus_is_as_large_as_the_page_says() -> None:
    assert len({case.path for case in (*deals(), *paths(), *surroundings())}) > 250
    assert "more than 250 files" in PAGE
