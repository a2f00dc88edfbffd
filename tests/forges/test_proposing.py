"""A proposal from the published site, to a forge of every kind: what comes of it, and all that it refuses."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.forges.answers import KINDS, Answer
from tests.forges.conftest import FILE, TEMPLATE, Desk, rated
from tests.forges.server import TOKEN

pytestmark = pytest.mark.xdist_group("browser")

PULLS = {"github": "pull/1", "gitlab": "-/merge_requests/1", "forgejo": "pulls/1", "gitea": "pulls/1"}
REPOSITORY = dict.fromkeys(KINDS, "get /repos/{owner}/{repo}") | {"gitlab": "get /projects/{id}"}
OPENING = dict.fromkeys(KINDS, "post /repos/{owner}/{repo}/pulls") | {"gitlab": "post /projects/{id}/merge_requests"}


ANSWERING = ("github", "gitlab", "forgejo")
"""A forge of each way to answer: Gitea and Forgejo are asked by the same module."""


@pytest.fixture(params=ANSWERING)
def kind(request: pytest.FixtureRequest, desk: Desk) -> Iterator[str]:
    """Return a kind of forge, whose repository is put back when the claim is made."""
    name = str(request.param)
    store = desk.forges.stores[name]
    main = store.bare.tip("main")
    yield name
    desk.forges.instead.clear()
    desk.forges.tokens.clear()
    store.requests.clear()
    store.rights, store.meanwhile = "all", lambda: None
    for branch in store.bare.branches():
        store.bare.delete(branch)
    store.bare.point("main", main or "")


@pytest.mark.parametrize("kind", KINDS, indirect=True)
def test_a_rating_becomes_a_request_whose_difference_is_the_one_line(desk: Desk, kind: str) -> None:
    made = desk.propose(kind)
    assert made["branch"] == "edit/core-banking", made
    assert made["address"] == f"{desk.target(kind)['web']}/{desk.target(kind)['project']}/{PULLS[kind]}"
    bare = desk.bare(kind)
    assert bare.changed("edit/core-banking") == ['-  access_to_funds: {us: "-"}', '+  access_to_funds: {us: "+"}']
    assert (
        bare.at("log", "-1", "--format=%B%P", "edit/core-banking")
        == f"Core banking: access to funds − → +\n{bare.tip('main')}"
    )
    (request,) = desk.forges.stores[kind].requests
    assert (request["head"], request["base"]) == ("edit/core-banking", "main")
    assert request["body"] == TEMPLATE


def test_a_branch_that_exists_gets_company_and_is_left_alone(desk: Desk, kind: str) -> None:
    bare = desk.bare(kind)
    tip = bare.tip("main") or ""
    bare.point("edit/core-banking", tip)
    assert desk.propose(kind)["branch"] == "edit/core-banking-2"
    assert bare.tip("edit/core-banking") == tip


def test_a_file_that_changed_meanwhile_is_not_overwritten_and_comes_back_newest(desk: Desk, kind: str) -> None:
    bare = desk.bare(kind)
    theirs = desk.text.replace("owner: Dana Reyes", "owner: Sam Poe")
    bare.point("main", bare.change(bare.tip("main") or "", f"deals/{FILE}", theirs.encode(), "theirs"))
    made = desk.propose(kind, blob=bare.store(desk.text.encode()))
    assert (made["fault"], made["newest"]) == ("outdated", theirs)
    assert "Somebody changed the file" in made["says"]
    assert bare.branches() == []


def test_a_file_that_changes_while_the_branch_is_made_leaves_no_branch(desk: Desk, kind: str) -> None:
    bare = desk.bare(kind)
    theirs = desk.text.replace("owner: Dana Reyes", "owner: Sam Poe").encode()

    def change() -> None:
        for branch in ("main", *bare.branches()):
            bare.point(branch, bare.change(bare.tip(branch) or "", f"deals/{FILE}", theirs, "theirs"))

    desk.forges.stores[kind].meanwhile = change
    made = desk.propose(kind)
    if kind == "gitlab":  # whose branch begins at the commit that was read, so that merging shows both
        assert made["branch"] == "edit/core-banking"
    else:
        assert (made["fault"], bare.branches()) == ("outdated", [])


def test_the_same_change_is_not_proposed_twice_and_another_one_is(desk: Desk, kind: str) -> None:
    desk.propose(kind)
    again = desk.propose(kind)
    assert again["fault"] == "proposed-already"
    assert "The branch edit/core-banking holds the same change already" in again["says"]
    other = rated(desk.text).replace("owner: Dana Reyes", "owner: Sam Poe")
    assert desk.propose(kind, after=other)["branch"] == "edit/core-banking-2"
    assert len(desk.forges.stores[kind].requests) == 2


def test_a_base_branch_that_was_renamed_is_told_as_that(desk: Desk, kind: str) -> None:
    made = desk.propose(kind, branch="master")
    assert made["fault"] == "no-branch"
    assert "There is no branch master in acme/" in made["says"]
    assert "it may have been renamed" in made["says"]


def test_an_answer_that_breaks_off_leaves_no_branch_and_is_told_as_that(desk: Desk, kind: str) -> None:
    half = {"Content-Length": "9999", "Connection": "close"}
    desk.forges.instead[OPENING[kind]] = Answer(201, b'{"number": 1', half)
    made = desk.propose(kind)
    assert made["fault"] == "unreachable"
    assert re.search(r"The answer of 127\.0\.0\.1:\d+ broke off: propose again", made["says"])
    assert desk.bare(kind).branches() == []


def test_a_token_without_the_right_to_open_requests_leaves_no_branch(desk: Desk, kind: str) -> None:
    desk.forges.stores[kind].rights = "no requests"
    made = desk.propose(kind)
    assert made["fault"] == "no-right"
    assert "Resource not accessible by personal access token" in made["says"]
    assert "the branch edit/core-banking, which was made for it, is deleted again" in made["says"]
    assert desk.bare(kind).branches() == []


def test_a_branch_that_cannot_be_deleted_is_named(desk: Desk, kind: str) -> None:
    desk.forges.stores[kind].rights = "no requests"
    path = "/branches/{branch}" if kind != "github" else "/git/refs/{ref}"
    above = "/projects/{id}/repository" if kind == "gitlab" else "/repos/{owner}/{repo}"
    desk.forges.instead[f"delete {above}{path}"] = Answer(403, {"message": "protected"})
    assert "edit/core-banking was made and could not be deleted" in desk.propose(kind)["says"]


def test_a_token_that_may_only_read_is_noticed_before_anything_is_made(desk: Desk, kind: str) -> None:
    desk.forges.stores[kind].rights = "read"
    heard = len(desk.forges.heard)
    assert desk.propose(kind)["fault"] == "no-right"
    assert all(each.startswith("GET ") for each in desk.forges.heard[heard:])


def test_every_refusal_is_told_with_what_to_do(desk: Desk, kind: str) -> None:
    moved = Answer(302, {}, {"Location": f"{desk.forges.address}/elsewhere"})
    limited = {"X-RateLimit-Remaining": "0", "Retry-After": "120"}
    repository, opening = REPOSITORY[kind], OPENING[kind]
    cases = [
        ("unknown_token", {}, "token-wrong", "paste it again"),
        ("two words", {}, "token-wrong", "holds blanks"),
        ("expired_token", {}, "expired", "make a new one"),
        (TOKEN, {repository: Answer(404, {"message": "Not Found"})}, "no-access", "give the token access"),
        (TOKEN, {repository: Answer(403, {"message": "limit"}, limited)}, "rate-limited", "propose again after"),
        (TOKEN, {repository: Answer(429, {"message": "Retry later"})}, "rate-limited", "in some minutes"),
        (TOKEN, {repository: Answer(502, b"<html>Bad gateway</html>")}, "trouble", "trouble of its own (502)"),
        (TOKEN, {repository: Answer(200, b"<html>Sign in</html>")}, "unreadable", "see whether api in mkdocs.yml"),
        (TOKEN, {repository: Answer(200, b"x" * (9 << 20))}, "unreadable", "cannot be read"),
        (TOKEN, {opening: Answer(422, {"message": "Validation Failed"})}, "refused", "refused it with 422"),
        (TOKEN, {opening: Answer(201, {"number": "1<script>", "iid": "1/../.."})}, "unreadable", "cannot be read"),
        (TOKEN, {repository: moved}, "moved", "is not followed"),
    ]  # fmt: skip
    desk.forges.tokens["expired_token"] = Answer(401, {"error_description": "Token is expired"})
    found = []
    for token, instead, _, _ in cases:
        desk.forges.instead = dict(instead)
        made = desk.propose(kind, token)
        found.append((made.get("fault"), made.get("says", "")))
        assert desk.bare(kind).branches() == []
    assert [fault for fault, _ in found] == [code for _, _, code, _ in cases]
    assert [
        (says, remedy) for (_, says), (_, _, _, remedy) in zip(found, cases, strict=True) if remedy not in says
    ] == []
    assert not [each for each in desk.forges.heard if "elsewhere" in each]


def test_an_answer_with_the_token_or_script_in_it_shows_neither(desk: Desk, kind: str) -> None:
    words = f"<img src=x onerror=alert(1)> {TOKEN} \u202egnp.exe\n" + "long " * 200
    desk.forges.instead[REPOSITORY[kind]] = Answer(403, {"message": words})
    says = desk.propose(kind)["says"]
    assert "<img src=x onerror=alert(1)> … gnp.exe long" in says  # words, which the page places as text
    assert TOKEN not in says
    assert len(says) < 500


def test_offline_and_a_forge_that_lets_no_page_ask_are_told_apart(desk: Desk, kind: str) -> None:
    with desk.offline():
        offline = desk.propose(kind)
    allowed, desk.forges.allowed = desk.forges.allowed, "https://other.example"
    forbidden = desk.propose(kind)
    desk.forges.allowed = allowed
    assert [offline["fault"], forbidden["fault"]] == ["offline", "unreachable"]
    assert "not allow this site (CORS)" in forbidden["says"]


def test_what_the_newest_file_says_already_is_not_proposed(desk: Desk, kind: str) -> None:
    bare = desk.bare(kind)
    after = rated(desk.text).encode()
    bare.point("main", bare.change(bare.tip("main") or "", f"deals/{FILE}", after, "the same"))
    assert desk.propose(kind)["fault"] == "there-already"
    assert desk.propose(kind, file="aldermoor/other.md")["fault"] == "no-file"
    assert bare.branches() == []
