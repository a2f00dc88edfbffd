"""What a reader must not see is nowhere in a brief, and nothing of a link is where others can read it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from generator.assess.share.extract import Extract
from generator.model.brief_fields import FIELDS, OF_FILES, SEVERAL
from generator.model.deal import ActionKind, Adaptability, Relation, Support
from generator.model.method import Audience
from generator.read.method import shipped
from generator.site.shares.leak_check import Leak, refuse_leak
from tests.house.imports import ROOT
from tests.making import TODAY, make_deal
from tests.share.canaries import UNMARKED, Nest, written
from tests.share.opening import SECRET, link, markup, page, registered, share, text

METHOD = shipped("target-account")
PASSPHRASE = "three herons at dusk"  # noqa: S105 - of the tests alone
SHARES = {
    "executive": "deal: aldermoor/core-banking, audience: executive, reader: R",
    "executive_account": "account: aldermoor, audience: executive, reader: R",
    "executive_portfolio": "portfolio: {}, audience: executive, reader: R",
    "customer_executive": "deal: aldermoor/core-banking, audience: customer-executive, reader: R",
    "customer_executive_account": "account: aldermoor, audience: customer-executive, reader: R",
    "partner": "deal: aldermoor/core-banking, audience: partner, partner: ally, reader: R",
    "partner_account": "account: aldermoor, audience: partner, partner: ally, reader: R, passphrase: yes",
}
NAMES = [name.replace("_", "-") for name in SHARES]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Nest]:
    """Return a folder with canaries in every field, its shares and its site built, and what was planted."""
    folder = tmp_path_factory.mktemp("canaries")
    nest = written(folder, METHOD)
    registered(folder, **SHARES)
    (folder / "mkdocs.yml").write_text(
        "site_name: Canaries\ndocs_dir: deals\ntheme: {name: material}\nplugins: [search, playbook]\n"
    )
    command = [sys.executable, "-m", "generator", "-C", str(folder), "build", "--today", TODAY.isoformat()]
    env = os.environ | {"PLAYBOOK_SHARE_SECRET": SECRET}
    site = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert site.returncode == 0, site.stdout + site.stderr
    assert [each for each in secrets(NAMES) if each in (site.stdout + site.stderr).encode()] == []
    said = share(folder, "build", PLAYBOOK_SHARE_PASS_PARTNER_ACCOUNT=PASSPHRASE)
    assert said.exit_code == 0, said.output
    return folder, nest


def words_of(folder: Path, name: str) -> str:
    return text(folder, name, passphrase=PASSPHRASE if name == "partner-account" else None)


def audience_of(name: str) -> Audience:
    return METHOD.audiences[name.removesuffix("-account").removesuffix("-portfolio")]


def may_leave(at: str, audience: Audience) -> bool:
    """Tell by the audience's list alone whether what was planted at a path may leave."""
    unmarked = [at[:place].replace(UNMARKED, "") for place, sign in enumerate(at) if sign == UNMARKED]
    marked_alone = {*audience.only, "deal.partners"}
    return at.replace(UNMARKED, "") in audience.shows and not marked_alone & {*unmarked}


@pytest.mark.parametrize("name", NAMES)
def test_no_value_outside_the_audiences_list_is_in_its_brief(built: tuple[Path, Nest], name: str) -> None:
    folder, nest = built
    words = words_of(folder, name)
    kept = {at: traces for at, traces in nest.planted.items() if not may_leave(at, audience_of(name))}
    assert len(kept) > 180
    assert {at: trace for at, traces in kept.items() for trace in traces if trace in words} == {}


@pytest.mark.parametrize("name", [name for name in NAMES if "-a" not in name and "portfolio" not in name])
def test_every_text_on_the_list_that_a_single_deal_prints_is_there(built: tuple[Path, Nest], name: str) -> None:
    folder, nest = built
    words = words_of(folder, name)
    leaving = {at for at in nest.planted if may_leave(at, audience_of(name))}
    without = {"deal.value.lines.item"}  # a line's own words stand for its kind
    missing = {at for at in leaving - without if nest.planted[at][0] not in words}
    assert missing == set()


@pytest.mark.parametrize("name", NAMES)
def test_no_brief_says_who_supports_us_or_how_a_relationship_stands(built: tuple[Path, Nest], name: str) -> None:
    words = words_of(built[0], name).lower()
    spoken = [word for kind in (Support, Adaptability, Relation, ActionKind) for word in get_args(kind)]
    assert [word for word in spoken if word in words and word != "neutral"] == []


@pytest.mark.parametrize("name", NAMES)
def test_no_brief_holds_a_score(built: tuple[Path, Nest], name: str) -> None:
    folder, _ = built
    html = markup(folder, name, passphrase=PASSPHRASE if name == "partner-account" else None)
    assert "\u2212" not in html
    assert "+" not in html.replace("reads + without", "").replace("rated +", "")


def test_the_tree_itself_holds_no_canary(built: tuple[Path, Nest]) -> None:
    folder, _ = built
    every = b"".join(file.read_bytes() for file in (folder / "site-share").rglob("*") if file.is_file())
    assert b"canary" not in every
    assert b"aldermoor" not in every


def secrets(names: list[str]) -> Iterator[bytes]:
    yield SECRET.encode()
    yield PASSPHRASE.encode()
    for name in names:
        yield link(name).path.encode()
        yield link(name).code.encode()
        yield link(name).key.hex().encode()


def test_the_site_holds_no_key_no_path_and_no_secret(built: tuple[Path, Nest]) -> None:
    files = [file for file in (built[0] / "site").rglob("*") if file.is_file()]
    assert any(file.name == "search.json" for file in files)
    assert any(file.suffix == ".ics" for file in files)
    every = b"\0".join(file.read_bytes() + str(file).encode() for file in files)
    assert [each for each in secrets(NAMES) if each in every] == []
    assert not (built[0] / "site" / "share").exists()


def test_the_tree_holds_no_key_and_no_secret(built: tuple[Path, Nest]) -> None:
    every = b"\0".join(file.read_bytes() for file in (built[0] / "site-share").rglob("*") if file.is_file())
    assert [
        name for name in NAMES if link(name).code.encode() in every or link(name).key.hex().encode() in every
    ] == []
    assert SECRET.encode() not in every


def test_no_command_but_links_prints_anything_of_a_link(built: tuple[Path, Nest]) -> None:
    folder, _ = built
    given = {"PLAYBOOK_SHARE_PASS_PARTNER_ACCOUNT": PASSPHRASE, "PLAYBOOK_DEBUG": "1"}
    printed = [
        share(folder, *command, **given).output
        for command in (["build"], ["list"], ["export", "partner", "--to", "p"])
    ]
    said = "".join(printed).encode()
    assert [each for each in secrets(NAMES) if each in said] == []


def test_a_link_in_a_deal_file_stops_the_build_of_the_shares(tmp_path: Path) -> None:
    written(tmp_path, METHOD)
    registered(tmp_path, board="deal: aldermoor/core-banking, audience: executive, reader: R")
    notes = tmp_path / "deals" / "aldermoor" / "core-banking.md"
    notes.write_text(notes.read_text() + f"\nhttps://briefs.example/{link('board').path}/\n")
    said = share(tmp_path, "build")
    assert said.exit_code == 3
    assert "deals/aldermoor/core-banking.md holds a share's link" in said.output
    assert link("board").path not in said.output
    assert not page(tmp_path, "board").exists()


def test_the_gate_refuses_an_extract_with_a_text_that_stands_at_no_place_of_the_list() -> None:
    customer, title = METHOD.audiences["customer-executive"], {"title": "Core banking"}
    steps = {"ours": {"what": "Ask for a discount"}, "theirs": {"what": "Sign", "joint": "yes"}}
    nouns = {"deal": make_deal(plan={"goal": "Sign before the summer", "milestones": steps})}
    refuse_leak(
        nouns, Extract({"deal": title | {"plan": {"milestones": {"theirs": {"what": "Sign"}}}}}), customer, None
    )
    for held in (
        {"plan": {"goal": "Sign before the summer"}},
        {"plan": {"milestones": {"x": {"what": steps["ours"]["what"]}}}},
    ):
        with pytest.raises(Leak) as refused:
            refuse_leak(nouns, Extract({"deal": title | held}), customer, None)
        assert "summer" not in str(refused.value)
        assert "discount" not in str(refused.value)


def test_the_gate_lets_a_partner_have_its_own_entries_alone() -> None:
    helps = {who: {"helps": {"x": {"what": f"Help of {who}", "agreed": "yes"}}} for who in ("ally", "stranger")}
    nouns = {"deal": make_deal(partners=helps)}
    own, other = (
        {"partners": {"ally": {"helps": {"x": {"what": f"Help of {who}"}}}}} for who in ("ally", "stranger")
    )
    refuse_leak(nouns, Extract({"deal": own}), METHOD.audiences["partner"], "ally")
    with pytest.raises(Leak):
        refuse_leak(nouns, Extract({"deal": other}), METHOD.audiences["partner"], "ally")


def test_no_audience_can_list_what_never_leaves() -> None:
    never = ("players", "control", "assessment", "notes", "strategy", "informal_criteria", "profit", "margin")
    assert [name for name in FIELDS for word in never if word in name.split(".")] == []


def test_the_marked_fields_are_fields_of_briefs() -> None:
    assert [several for several in SEVERAL if not any(name.startswith(f"{several}.") for name in OF_FILES)] == []
