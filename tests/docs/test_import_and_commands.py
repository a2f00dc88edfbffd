"""The map on the import page does what the page says, and the commands page names every key that is printed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

from generator.cli.main import COMMANDS
from generator.edit.crm.back import BACK_FIELDS
from generator.edit.crm.fields import ACCOUNT_FIELDS, ACTION_FIELDS, DEAL_FIELDS, HISTORY_FIELDS, PERSON_FIELDS
from generator.edit.crm.formats import Formats
from generator.edit.crm.import_map import (
    Accounts,
    AttachedPart,
    CellTest,
    ChangedField,
    Deals,
    Others,
    People,
    Roles,
    SourceOf,
)
from generator.edit.crm.maps import read_map
from generator.model.plain_fields import PLAIN_FIELDS
from tests.cli.running import playbook, with_deal
from tests.docs.examples import DOCS

IMPORT = (DOCS / "import.md").read_text("utf-8")
EXPORTS_PAGE = (DOCS / "exports.md").read_text("utf-8")
FORMAT_PAGE = (DOCS / "file-format.md").read_text("utf-8")
COMMANDS_PAGE = (DOCS / "commands.md").read_text("utf-8")


def fenced(name: str) -> str:
    """Return the fence below a comment of the import page."""
    found = re.search(rf"<!-- {name} -->\n```\w+\n(.*?)^```$", IMPORT, re.MULTILINE | re.DOTALL)
    assert found
    return found[1]


def test_the_map_of_the_page_writes_the_file_of_the_page(tmp_path: Path) -> None:
    (tmp_path / "our-crm.yml").write_text(fenced("map"))
    (tmp_path / "export.csv").write_text(fenced("export"))
    said = playbook(tmp_path, "import", "export.csv", "--map", "our-crm.yml")
    assert said.exit_code == 0, said.output
    written = tmp_path / "deals" / "larkfield" / "loading-bay.md"
    assert written.read_text() == fenced("written: larkfield/loading-bay.md")


def test_every_key_of_a_map_is_explained() -> None:
    models = (Formats, SourceOf, CellTest, Deals, Accounts, People, Roles, ChangedField, *get_args(AttachedPart))
    keys = {field.alias or name for model in models for name, field in model.model_fields.items()}
    keys |= {*DEAL_FIELDS, *ACCOUNT_FIELDS, *PERSON_FIELDS, *HISTORY_FIELDS, *ACTION_FIELDS, *get_args(Others)}
    keys -= {field.key for field in PLAIN_FIELDS if field.inherited}
    unexplained = {key for key in keys if not re.search(rf"[`{{\[ ,]{re.escape(key)}[`:,\]]", IMPORT)}
    assert unexplained == set()


def test_the_columns_of_the_way_back_are_explained_and_those_of_the_page_can_be_read() -> None:
    assert [name for name, means in BACK_FIELDS.items() if f"| `{name}` | {means} |" not in IMPORT] == []
    assert "id" in read_map("our-crm.yml", f"{fenced('map')}{fenced('back')}".encode()).back


def test_every_plain_field_is_explained_where_the_other_pages_point_to() -> None:
    section = FORMAT_PAGE.partition("\n### Plain fields\n")[2].partition("\n### ")[0]
    assert [field.key for field in PLAIN_FIELDS if field.inherited and f"| `{field.key}` |" not in section] == []
    assert all("(file-format.md#plain-fields)" in page for page in (IMPORT, EXPORTS_PAGE))


def keys_of(value: Any) -> Iterator[str]:
    """Yield every key that a program finds, the names of criteria and questions left out."""
    if isinstance(value, dict):
        for key, below in value.items():
            yield key
            named = key in ("questions", "ratings", "gaps", "places", "competitors", "findings")
            for each in below.values() if named and isinstance(below, dict) else [below]:
                yield from keys_of(each)
    elif isinstance(value, list):
        for each in value:
            yield from keys_of(each)


def test_every_key_that_programs_are_given_is_explained(tmp_path: Path) -> None:
    with_deal(tmp_path)
    for command in (["score", "--json"], ["check", "--format", "json"]):
        said = json.loads(playbook(tmp_path, *command).output)
        assert {
            key for key in keys_of(said) if f"`{key}`" not in COMMANDS_PAGE and f'"{key}"' not in COMMANDS_PAGE
        } == set()


def test_every_command_is_explained() -> None:
    assert [name for name in COMMANDS if f"`playbook {name}" not in COMMANDS_PAGE] == []
