"""The influence map of a draft: that of the plan's page, with what is not saved on it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.editor.desk import DEAL, Desk, edit
from tests.plugin.trees import DEALS

PEOPLE = """
        people:
          j-doe: {name: Jo <b>Doe, reports_to: r-okafor}
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return a desk on an account that has one person more than the deal has players."""
    account = DEALS["aldermoor/index.md"].replace("\n        people:\n", PEOPLE)
    return Desk(tmp_path / "playbook", {"aldermoor/index.md": account})


def drawn(desk: Desk, *edits: dict[str, Any], file: str = DEAL) -> Any:
    status, data = desk.post("map", {"file": file, "edits": list(edits)})
    assert status == 200, data
    return data["map"]


def test_a_player_who_is_not_saved_stands_on_the_map_with_their_lines(desk: Desk) -> None:
    before, alone = desk.text(), drawn(desk)
    both = drawn(desk, edit("players.j-doe", None, {"part": "user", "influences": ["r-okafor"]}))
    assert [each["key"] for each in alone["people"]] == ["r-okafor"]
    assert [each["key"] for each in both["people"]] == ["r-okafor", "j-doe"]
    assert both["people"][1]["says"].startswith("Jo <b>Doe, no title: user,")
    assert (alone["html"].count("<path class="), both["html"].count('<path class="influence"')) == (1, 1)
    assert "Jo &lt;b&gt;Doe" in both["html"]
    assert desk.text() == before


def test_everybody_stands_where_the_map_says(desk: Desk) -> None:
    both = drawn(desk, edit("players.j-doe", None, {}))
    width, height = both["box"]
    for each in both["people"]:
        assert f'transform="translate({each["x"]} {each["y"]})"' in both["html"]
        assert 0 <= each["x"] <= both["width"] - width
        assert 0 <= each["y"] <= both["height"] - height


def test_a_deal_with_a_mistake_or_without_players_has_no_map(desk: Desk) -> None:
    assert drawn(desk, edit("players.j-doe", None, {"part": "nobody"})) is None
    assert drawn(desk, file="aldermoor/side-deal.md") is None


def test_only_a_deal_has_a_map(desk: Desk) -> None:
    status, data = desk.post("map", {"file": "aldermoor/index.md", "edits": []})
    assert (status, data["says"]) == (404, "only a deal has an influence map")
