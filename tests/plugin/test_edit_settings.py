"""The setting that lets a site propose changes: what it says, what is wrong in it, and what it changes in a site."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import pytest

from generator.plugin.driver import build, load
from generator.plugin.edit_settings import proposal_target
from generator.problems import Refused
from generator.show.urls.proposals import ProposalTarget
from generator.site.request import BuildRequest
from tests.plugin.trees import MKDOCS, TODAY, Tree, files_of, planted

EDIT = "extra:\n  playbook:\n    edit:\n"
GITHUB = "forge: github\nrepository: https://github.com/acme/deals\nbranch: main\n"
HERE = "repository: https://git.example/sales/playbook\n"
PLAIN = MKDOCS.replace("repo_url: https://git.example/sales/playbook\nedit_uri: edit/main/deals/\n", "")


def configured(root: Path, edit: str, mkdocs: str = PLAIN) -> Tree:
    """Return a playbook whose mkdocs.yml holds the setting."""
    lines = "".join(f"      {line}\n" for line in edit.splitlines())
    return planted(root / "playbook", mkdocs=mkdocs + EDIT + lines)


def target(root: Path, edit: str, mkdocs: str = PLAIN) -> ProposalTarget | None:
    return proposal_target(load(configured(root, edit, mkdocs).mkdocs))


@pytest.mark.parametrize(
    ("edit", "meant"),
    [
        (GITHUB, ("https://github.com", "https://api.github.com", "acme/deals")),
        (
            "forge: github\nrepository: https://ghe.example/acme/deals\nbranch: main\n",
            ("https://ghe.example", "https://ghe.example/api/v3", "acme/deals"),
        ),
        (
            "forge: gitlab\nrepository: https://gitlab.com/acme/sales/deals/\nbranch: main\n",
            ("https://gitlab.com", "https://gitlab.com/api/v4", "acme/sales/deals"),
        ),
        (
            "forge: gitlab\nrepository: https://x.example/lab/acme/deals\nbranch: main\napi: https://x.example/lab/api/v4\n",
            ("https://x.example/lab", "https://x.example/lab/api/v4", "acme/deals"),
        ),
        (
            "forge: forgejo\nrepository: https://x.example/git/acme/deals\nbranch: main\n",
            ("https://x.example/git", "https://x.example/git/api/v1", "acme/deals"),
        ),
        (
            "forge: gitea\nrepository: https://Git.example:3000/acme/deals\nbranch: main\n",
            ("https://git.example:3000", "https://git.example:3000/api/v1", "acme/deals"),
        ),
    ],
)
def test_the_forge_and_its_api_follow_from_the_repository(tmp_path: Path, edit: str, meant: tuple[str, ...]) -> None:
    found = target(tmp_path, edit)
    assert found is not None
    assert (found.web, found.api, found.project) == meant
    assert (found.branch, found.folder) == ("main", "deals/")


def test_what_repo_url_and_edit_uri_say_need_not_be_said_again(tmp_path: Path) -> None:
    told = MKDOCS.replace("edit/main/deals/", "-/edit/trunk/sales/deals/")
    assert target(tmp_path, "forge: gitlab\nrepository: https://git.example/sales/playbook", told) == ProposalTarget(
        "gitlab", "https://git.example", "https://git.example/api/v4", "sales/playbook", "trunk", "sales/deals/"
    )


def test_a_branch_that_mkdocs_made_up_is_not_taken(tmp_path: Path) -> None:
    invented = PLAIN + "repo_url: https://github.com/acme/deals\n"
    with pytest.raises(Refused, match=r"edit\.branch is missing"):
        target(tmp_path, "forge: github\nrepository: https://github.com/acme/deals", invented)


def test_without_the_setting_a_site_proposes_nothing(tmp_path: Path) -> None:
    assert proposal_target(load(planted(tmp_path / "playbook").mkdocs)) is None


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        ("forge: gitub\nbranch: main", ":9:7: edit.forge is no forge that is known: 'gitub' (did you mean"),
        ("forge: github", ":8:5: edit.branch is missing (write the branch that the site is built from"),
        ("forge: github", ":8:5: edit.repository is missing (write its address, such as"),
        (GITHUB + "brunch: x", ":12:7: unknown key 'brunch' in edit (did you mean 'branch'?)"),
        (GITHUB.replace("main", "2026"), ":11:7: edit.branch is not a text: 2026 (put it in quotes)"),
        (GITHUB.replace("main", "a..b"), ":11:7: edit.branch is no name of a branch: 'a..b'"),
        (GITHUB.replace("main", "HEAD"), ":11:7: edit.branch is no name of a branch: 'HEAD'"),
        (GITHUB.replace("main", '"ma\\u202ein"'), ":11:7: edit.branch is no name of a branch: 'ma\\u202ein'"),
        (GITHUB + 'folder: "de\\u200bals"', ":12:7: edit.folder is no folder of a repository: 'de\\u200bals'"),
        (GITHUB + 'api: "https://x.example/a\\nb"', ":12:7: edit.api is no web address: 'https://x.example/a\\nb'"),
        (GITHUB.replace("https", "http"), ":10:7: edit.repository is not an address to which a token can be sent"),
        (GITHUB.replace("//", "//me:secret@"), ":10:7: edit.repository is not an address to which a token"),
        (GITHUB.replace("//", "//me:secret@"), "can be sent: 'https://…@github.com/acme/deals'"),
        (GITHUB.replace("acme/deals", "acme"), ":10:7: edit.repository is no address of a repository"),
        (GITHUB.replace("acme/deals", "acme/deals.git"), "without .git"),
        (GITHUB + "api: \"https://x.example; script-src *\"", ":12:7: edit.api is no web address"),
        (GITHUB + "folder: ../deals", ":12:7: edit.folder is no folder of a repository: '../deals'"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_setting_stops_with_its_place(tmp_path: Path, edit: str, told: str) -> None:
    with pytest.raises(Refused) as refused:
        target(tmp_path, edit)
    assert told in str(refused.value)


@pytest.mark.parametrize("written", ["edit: github", "[edit]", "edits: {forge: github}"])
def test_another_shape_than_a_block_is_told_how_to_be_written(tmp_path: Path, written: str) -> None:
    tree = planted(tmp_path / "playbook", mkdocs=f"{PLAIN}extra:\n  playbook:\n    {written}\n")
    with pytest.raises(Refused, match=r"^mkdocs.yml:[78]:\d+: "):
        proposal_target(load(tree.mkdocs))


def test_every_mistake_is_told_at_once_and_an_editor_of_another_forge_is_one(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        target(tmp_path, f"forge: gitlab\n{HERE}folder: /x\nstray: 1", MKDOCS)
    told = str(refused.value).splitlines()
    assert len(told) == 3
    assert any("edit_uri leads to the editor of another kind of forge" in each for each in told)


def test_a_site_that_proposes_differs_by_its_page_and_a_link_alone(tmp_path: Path) -> None:
    without = planted(tmp_path / "without/playbook")
    without.build()
    told = MKDOCS + EDIT + "      forge: github\n      " + HERE
    proposing = planted(tmp_path / "proposing/playbook", mkdocs=told)
    proposing.build()
    one, other = files_of(without.site), files_of(proposing.site)
    assert not [path for path in one if path.startswith(("edit/", "editor/"))]
    assert {path for path in other if path not in one and not path.startswith("edit/")} == set()
    linked = re.compile(rb'<li><a href="[./]*edit/#[\w/-]+">Propose a change</a></li>\n?')
    pages = {path for path in one if linked.search(other[path])}
    assert {"aldermoor/core-banking/plan/index.html", "aldermoor/index.html", "partners/pellucid/index.html"} <= pages
    expected = {path for path in one if linked.sub(b"", other[path]) != one[path]}
    assert expected == {"_headers", "headers.nginx.conf", "build.json"}  # which counts the files
    headers = other["_headers"].replace(b"connect-src 'self' https://git.example;", b"connect-src 'self';")
    assert headers == one["_headers"]


def test_the_first_build_of_a_site_that_proposes_says_what_it_shows_more(tmp_path: Path) -> None:
    assert planted(tmp_path / "without/playbook").build().note == ""
    tree = configured(tmp_path, GITHUB)
    assert tree.build().note.startswith("edit/files/ of the site holds the whole text of every deal")
    tree.write("deals/aldermoor/side-deal.md", "---\ntitle: Side deal\nstage: evaluate\n---\n")
    assert tree.build().note == ""
    assert tree.build(tree.root / "elsewhere").note != ""


def test_the_page_asks_its_own_host_and_the_forge_and_loads_no_other_script(tmp_path: Path) -> None:
    tree = configured(tmp_path, GITHUB)
    tree.build()
    page = (tree.site / "edit/index.html").read_text("utf-8")
    policy = unescape(re.findall(r'Content-Security-Policy" content="([^"]*)"', page)[0])
    assert "connect-src 'self' https://api.github.com;" in policy
    assert "script-src 'self';" in policy
    assert '<meta name="referrer" content="no-referrer">' in page
    assert '<meta name="robots" content="noindex, nofollow">' in page
    assert not [each for each in re.findall(r'src="([^"]*)"', page) if "/" in each]
    told = json.loads(unescape(re.findall(r'playbook-forge" content="([^"]*)"', page)[0]))
    assert (told["project"], told["branch"], told["folder"]) == ("acme/deals", "main", "deals/")
    others = (tree.site / "index.html").read_text("utf-8")
    assert "connect-src 'self';" in unescape(others)


def test_a_preview_and_a_site_for_opening_from_disk_have_no_such_page(tmp_path: Path) -> None:
    tree = configured(tmp_path, GITHUB)
    for number, request in enumerate((BuildRequest(previewing=True), BuildRequest(offline=True))):
        site = tmp_path / f"site-{number}"
        build(tree.mkdocs, BuildRequest(site, today=TODAY, offline=request.offline, previewing=request.previewing))
        assert (site / "index.html").is_file()
        assert not (site / "edit").exists()
