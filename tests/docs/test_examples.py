"""Every complete file that the docs print is read without a problem, and no key goes unexplained."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, get_args

import pytest
from pydantic import BaseModel

from generator.model.account import Account, Competitor, Partner, Team
from generator.model.deal import Deal
from generator.model.file_noun import FileNoun
from generator.model.meeting import Meeting
from generator.model.method import Method
from generator.model.rules import Conditions
from generator.read.files import WorkTree
from generator.read.method import shipped
from generator.read.playbook import load
from tests.docs.examples import DOCS, Example, examples, written

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

FORMAT = examples("file-format.md")
METHOD = examples("method.md")
METHOD_FILES = [each for each in METHOD if each.path == "method.yml"]
SENTENCES = "\n".join((DOCS / page).read_text("utf-8") for page in ("file-format.md", "method.md"))
PROSE = re.sub(r"^```.*?^```$", "", SENTENCES, flags=re.MULTILINE | re.DOTALL)
CODE = {word for span in re.findall(r"`([^`\n]+)`", PROSE) for word in re.findall(r"[a-z0-9_]+", span)}


def read(folder: Path, *files: Example) -> None:
    """Load files as one playbook and hold that nothing in them is a mistake."""
    playbook = load(WorkTree(written(folder, *files)))
    assert list(map(str, playbook.problems)) == []
    paths = {each.path.removesuffix(".md") for each in files if "larkfield/" in each.path} - {"larkfield/index"}
    assert {*playbook.deals, *playbook.meetings} == paths


def test_the_files_of_the_format_page_make_one_playbook(tmp_path: Path) -> None:
    assert len(FORMAT) == 8
    read(tmp_path, *FORMAT)


@pytest.mark.parametrize("method", METHOD_FILES)
def test_each_method_file_of_the_method_page_goes_with_them(method: Example, tmp_path: Path) -> None:
    read(tmp_path, *FORMAT, method)


def test_the_deal_that_is_counted_by_hand_goes_with_them(tmp_path: Path) -> None:
    read(tmp_path, *FORMAT, *[each for each in METHOD if each.path != "method.yml"])


def test_the_method_page_shows_how_to_change_the_method_and_how_to_switch_it() -> None:
    assert len(METHOD_FILES) >= 4
    assert any("extends: meddpicc" in each.text for each in METHOD_FILES)


def blocks_of(annotation: object) -> Iterator[type[BaseModel]]:
    """Yield every block of keys that a type holds, however deep; conditions have no keys of their own."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel) and annotation is not Conditions:
        yield annotation
        for field in annotation.model_fields.values():
            yield from blocks_of(field.annotation)
    for each in get_args(annotation):
        yield from blocks_of(each)


@pytest.mark.parametrize("noun", [Deal, Account, Team, Partner, Competitor, Meeting, Method])
def test_every_key_of_a_file_is_explained(noun: type[BaseModel]) -> None:
    keys = {key for block in blocks_of(noun) for key in block.model_fields} - FileNoun.FROM_THE_FILE
    assert keys - CODE == set()


def test_every_word_of_the_shipped_methods_that_a_deal_file_can_use_is_listed() -> None:
    method = shipped("target-account")
    listed = set(re.findall(r"[a-z0-9_-]+", PROSE))
    parts: list[Mapping[str, object]] = [
        method.criteria,
        method.strategies,
        method.milestones,
        method.symptoms,
        method.levels,
        method.functions,
        method.partner_questions,
        method.value_heads,
        *(head.items for head in method.value_heads.values()),
        *(pattern.slots for pattern in method.patterns.values()),
        shipped("meddpicc").criteria,
    ]
    assert {name for part in parts for name in part} - listed == set()
