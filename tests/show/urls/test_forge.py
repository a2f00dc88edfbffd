"""From `repo_url` and the editor's address to where a deal is proposed and a mistake reported."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from generator.edit.new import proposed_deal
from generator.model.deal import Deal
from generator.read.method import shipped
from generator.read.yaml.document import parse
from generator.show.forge_links import forge_links
from generator.show.page import Kind, Page, Setting
from generator.show.urls.forge import Forge, forge_at
from tests.making import TODAY

REPOSITORY = "https://git.example/sales/playbook"


def known(edit_uri: str, repository: str = REPOSITORY) -> Forge:
    forge = forge_at(repository, f"{REPOSITORY}/{edit_uri}")
    assert forge
    return replace(forge, proposal='---\ntitle: "x" & y #\n---\n')


def asked(address: str) -> tuple[str, dict[str, list[str]]]:
    """Return an address without its query, and the query read back."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}{parts.path}", parse_qs(parts.query)


@pytest.mark.parametrize("repository", [REPOSITORY, f"{REPOSITORY}/"])
def test_github_takes_a_file_with_its_name_and_its_beginning(repository: str) -> None:
    address, given = asked(known("edit/main/deals/", repository).propose("acme"))
    assert address == f"{REPOSITORY}/new/main"
    assert given == {"filename": ["deals/acme/new-deal.md"], "value": ['---\ntitle: "x" & y #\n---\n']}


def test_gitlab_takes_the_name_of_a_file() -> None:
    address, given = asked(known("-/edit/trunk/sales/deals/").propose("acme"))
    assert (address, given) == (f"{REPOSITORY}/-/new/trunk", {"file_name": ["sales/deals/acme/new-deal.md"]})


def test_gitea_opens_the_accounts_folder() -> None:
    assert known("_edit/main/deals/").propose("acme") == f"{REPOSITORY}/_new/main/deals/acme"


@pytest.mark.parametrize(
    ("edit_uri", "form", "title", "text"),
    [
        ("edit/main/deals/", "issues/new", "title", "body"),
        ("-/edit/main/deals/", "-/issues/new", "issue[title]", "issue[description]"),
        ("_edit/main/deals/", "issues/new", "title", "body"),
    ],
    ids=["GitHub", "GitLab", "Gitea"],
)
def test_a_mistake_is_reported_with_its_page_and_its_file(edit_uri: str, form: str, title: str, text: str) -> None:
    report = known(edit_uri).report("Core & banking", "https://deals.example/a/b/", "a/b.md")
    address, given = asked(report)
    assert address == f"{REPOSITORY}/{form}"
    assert given[title] == ["Mistake: Core & banking"]
    assert given[text][0].startswith("Page: https://deals.example/a/b/\nFile: deals/a/b.md\n")


def test_a_page_over_several_deals_names_no_file() -> None:
    assert "File" not in known("edit/main/deals/").report("Actions", "/actions/", None)


@pytest.mark.parametrize(
    ("repository", "edit"),
    [
        (None, None),
        (None, f"{REPOSITORY}/edit/main/deals/"),
        (REPOSITORY, None),
        (REPOSITORY, "https://elsewhere.example/edit/main/deals/"),
        (REPOSITORY, f"{REPOSITORY}?file=deals/"),
        (REPOSITORY, f"{REPOSITORY}/src/main/deals/"),
        (REPOSITORY, f"{REPOSITORY}/-/_edit/main/deals/"),
    ],
)
def test_a_forge_that_is_not_told_or_not_known_gets_no_links(repository: str | None, edit: str | None) -> None:
    assert forge_at(repository, edit) is None


def test_deals_may_stand_at_the_top_of_the_repository() -> None:
    assert "filename=acme%2Fnew-deal.md" in known("edit/main/").propose("acme")


def test_what_is_too_long_for_an_address_is_left_out_of_it() -> None:
    long = replace(known("edit/main/deals/"), proposal="x" * 7000)
    assert asked(long.propose("acme"))[1] == {"filename": ["deals/acme/new-deal.md"]}


@pytest.mark.parametrize("name", ["target-account", "meddpicc"])
def test_a_proposed_deal_lacks_a_title_and_nothing_else(name: str) -> None:
    method = shipped(name)
    document = parse("new-deal.md", proposed_deal(method))
    assert document.problems == ()
    deal = Deal.model_validate(document.data | {"path": "acme/new-deal.md", "title": "New"})
    assert set(deal.assessment) == set(method.criteria)
    assert not method.stages[deal.stage].closed
    assert len(replace(known("edit/main/deals/"), proposal=proposed_deal(method).decode()).propose("acme")) < 4000


def links(kind: Kind, address: str, source: str | None, forge: Forge | None) -> dict[str, str]:
    """Return the links at the end of a page by their words."""
    setting = Setting(TODAY, "Deals", edit_base=f"{REPOSITORY}/edit/main/deals/", forge=forge)
    html = forge_links(Page(address, kind, "A page", "", source=source), None, setting)
    return {words: unescape(href) for href, words in re.findall(r'<a href="([^"]*)">([^<]*)</a>', html)}


@pytest.mark.parametrize(
    ("kind", "address", "source", "words"),
    [
        ("deal", "acme/core/", "acme/core.md", ["Edit this deal", "Report a mistake"]),
        ("value", "acme/core/value/", "acme/core.md", ["Edit this deal", "Report a mistake"]),
        ("account", "acme/", "acme/index.md", ["Edit this account", "Propose a new deal", "Report a mistake"]),
        ("portfolio", "", "index.md", ["Edit this page", "Propose a new deal", "Report a mistake"]),
        ("actions", "actions/", None, ["Report a mistake"]),
    ],
)
def test_every_page_leads_to_what_can_be_done_about_it(
    kind: Kind, address: str, source: str | None, words: list[str]
) -> None:
    found = links(kind, address, source, known("edit/main/deals/"))
    assert list(found) == words
    assert f"Page: /{address}\n" in asked(found["Report a mistake"])[1]["body"][0]
    if kind == "account":
        assert "acme/new-deal.md" in asked(found["Propose a new deal"])[1]["filename"][0]


def test_without_a_known_forge_a_page_has_no_links_to_it() -> None:
    assert links("deal", "acme/core/", "acme/core.md", None) == {}
