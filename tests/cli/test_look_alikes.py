"""Names that look alike: one text where only their storing differs, a finding where case or accents do."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.running import playbook

DAY = ("--today", "2026-11-23")
STORED = ["René Dubé", "Rene\u0301 Dube\u0301", "René\u00a0Dubé", "René  Dubé", '" René\u202fDubé "']
CASES = ["rené dubé", "RENÉ DUBÉ"]
ACCENTS = ["Rene Dube"]


def made(root: Path, names: list[str], account: str = "") -> Path:
    (root / "deals/acme").mkdir(parents=True)
    (root / "mkdocs.yml").write_text(
        "site_name: Ours\ndocs_dir: deals\ntheme: {name: material}\nplugins: [search, playbook]\n"
    )
    (root / "deals/acme/index.md").write_text(f"---\ntitle: Acme\n{account}---\n")
    for place, name in enumerate(names):
        action = f"plan:\n  actions:\n    call: {{what: Call, owner: {name}, due: 2026-12-01}}\n"
        (root / f"deals/acme/deal-{place}.md").write_text(
            f"---\ntitle: Deal {place}\nstage: evaluate\nowner: {name}\n{action}---\n", encoding="utf-8"
        )
    return root


def alike(root: Path) -> list[tuple[str, str]]:
    whole = json.loads(playbook(root, "check", "--format", "json", *DAY).stdout)
    assert whole["problems"] == []
    found = [each for each in whole["findings"] if each["code"] == "name-spelled-twice"]
    return [(f"{each['path']}:{each['line']}:{each['column']}", each["says"]) for each in found]


def test_names_that_are_only_stored_in_other_ways_are_one(tmp_path: Path) -> None:
    assert alike(made(tmp_path, STORED)) == []


def test_another_case_and_other_accents_are_a_finding_that_names_both_places(tmp_path: Path) -> None:
    assert alike(made(tmp_path, [*STORED, *CASES, *ACCENTS])) == [
        (
            f"deals/acme/deal-{place}.md:4:8",
            f'"{name}" and "René Dubé" (deals/acme/deal-0.md:4:8) look the same but for case or accents',
        )
        for place, name in [(5, CASES[0]), (6, CASES[1]), (7, ACCENTS[0])]
    ]


def test_strokes_and_a_missing_dot_are_accents_as_well(tmp_path: Path) -> None:
    pairs = [("\u0141ukasz", "Lukasz"), ("S\u00f8ren", "Soren"), ("\u0110or\u0111e", "Dorde"), ("D\u0131na", "Dina")]
    found = alike(made(tmp_path, [name for pair in pairs for name in pair]))
    assert [says for _, says in found] == [
        f'"{plain}" and "{struck}" (deals/acme/deal-{place}.md:4:8) look the same but for case or accents'
        for place, (struck, plain) in zip(range(0, 8, 2), pairs, strict=True)
    ]


def test_people_of_an_account_are_compared_with_each_other_and_not_with_ours(tmp_path: Path) -> None:
    people = (
        "owner: Dana Reyes\npeople:\n  a: Ruth Okafor\n  b: ruth okafor\n  c: dana reyes\nteam:\n  d: DANA REYES\n"
    )
    assert alike(made(tmp_path, ["x"], people)) == [
        (
            "deals/acme/index.md:6:6",
            '"ruth okafor" and "Ruth Okafor" (deals/acme/index.md:5:6) look the same but for case or accents',
        ),
        (
            "deals/acme/index.md:9:6",
            '"DANA REYES" and "Dana Reyes" (deals/acme/index.md:3:8) look the same but for case or accents',
        ),
    ]


@pytest.mark.slow
def test_a_person_is_one_filter_and_one_feed_in_whatever_case_and_storing(tmp_path: Path) -> None:
    made(tmp_path, [*STORED, *CASES])
    done = playbook(tmp_path, "build", PLAYBOOK_TODAY="2026-11-23")
    assert done.exit_code == 0, done.output
    site = tmp_path / "site"
    assert [
        each.name for each in site.rglob("*.ics") if "owner" in str(each.relative_to(site)) or "rene" in each.name
    ] == ["rene-dube.ics"]
    home, findings = ((site / each / "index.html").read_text("utf-8") for each in ("", "findings"))
    assert not re.search("ren\u00e9 dub\u00e9|REN\u00c9", home)
    assert not re.search("ren\u00e9 dub\u00e9|REN\u00c9", (site / "actions/index.html").read_text("utf-8"))
    assert (
        "&#34;RENÉ DUBÉ&#34; and &#34;René Dubé&#34; (acme/deal-0.md) look the same but for case or accents"
        in findings
    )


def test_a_letter_of_another_alphabet_that_looks_the_same_is_told(tmp_path: Path) -> None:
    pairs = [("D\u0430na Reyes", "Dana Reyes"), ("\u041dans", "Hans"), ("\u0391nna", "Anna")]
    found = alike(made(tmp_path, [name for pair in pairs for name in pair]))
    assert len(found) == len(pairs)
