"""A proposal is a commit on a branch of its own, made of one's own edits, that nobody's checkout takes part in."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from generator.show.urls.forge import forge_at
from tests.editor.desk import DEAL, Desk, edit
from tests.git.repository import Repository

RATING = edit("assessment.access_to_funds.us", "-", "+")
ALONE = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let git know who commits, by nothing but its environment."""
    who = {f"GIT_{role}_{part}": "x@y.example" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
    for name, value in (ALONE | who).items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def repository(desk: Desk, known: None) -> Repository:
    made = Repository(desk.root)
    made.commit("2026-11-01")
    return made


def state_of(repository: Repository) -> tuple[str, ...]:
    """Return HEAD, the index and what differs from it, as git tells them."""
    asked = (["symbolic-ref", "HEAD"], ["rev-parse", "HEAD"], ["ls-files", "--stage"], ["status", "--porcelain"])
    return tuple(repository.git(*each) for each in asked)


def changed(repository: Repository, branch: str) -> list[str]:
    """Return the changed lines of a branch."""
    diff = repository.git("diff", "--unified=0", "main", branch)
    return [line for line in diff.splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")]


def test_the_commit_holds_the_edit_alone_and_says_what_changed(desk: Desk, repository: Repository) -> None:
    others = desk.text().replace("stage: evaluate", "stage: propose")
    desk.write(others)
    desk.save(RATING)
    (desk.root / "deals/aldermoor/side-deal.md").write_text("staged by somebody")
    repository.git("add", "deals/aldermoor/side-deal.md")
    before = state_of(repository)
    status, made = desk.post("propose", {})
    assert status == 200, made
    assert made["branch"] == "edit/aldermoor-core-banking"
    assert made["message"] == "Core <b>banking</b>: access to funds − → + without new evidence\n"
    assert changed(repository, made["branch"]) == ['-  access_to_funds: {us: "-"}', '+  access_to_funds: {us: "+"}']
    assert state_of(repository) == before
    assert repository.git("log", "-1", "--format=%P %an", made["branch"]) == f"{before[1]} x@y.example"
    assert desk.text() == others.replace('access_to_funds: {us: "-"}', 'access_to_funds: {us: "+"}')


def test_an_edit_is_proposed_once_and_the_next_one_alone(desk: Desk, repository: Repository) -> None:
    desk.save(RATING)
    assert desk.post("propose", {"title": "Funds & more: “yes”"})[1]["branch"] == "edit/funds-and-more-yes"
    assert desk.post("propose", {})[0] == 409
    desk.save(edit("owner", "Dana Reyes", "Sam Poe"))
    made = desk.post("propose", {"title": "Funds and more: yes"})[1]
    assert made["branch"] == "edit/funds-and-more-yes-2"
    assert changed(repository, made["branch"]) == ["-owner: Dana Reyes", "+owner: Sam Poe"]


def test_an_edit_of_what_was_proposed_takes_the_earlier_one_with_it(desk: Desk, repository: Repository) -> None:
    desk.save(edit("plan.actions.call", None, {"what": "Call her"}))
    desk.post("propose", {})
    desk.save(edit("plan.actions.call.what", "Call her", "Call her twice"))
    made = desk.post("propose", {})[1]
    assert changed(repository, made["branch"]) == ["+    call: {what: Call her twice}"]


def test_the_deals_may_be_the_top_and_head_may_be_on_no_branch(desk: Desk, known: None) -> None:
    top = Repository(desk.root / "deals")
    top.commit("2026-11-01")
    top.git("switch", "--quiet", "--detach")
    desk.save(RATING)
    made = desk.post("propose", {})[1]
    assert len(changed(top, made["branch"])) == 2


def test_a_work_tree_beside_the_repository_has_its_own_head(desk: Desk, known: None, tmp_path: Path) -> None:
    main = Repository(tmp_path / "main")
    main.commit("2026-11-01", README="x")
    main.git("worktree", "add", "--quiet", "-b", "other", str(tmp_path / "beside"))
    beside = Desk(tmp_path / "beside")
    other = Repository.__new__(Repository)
    other.root = beside.root
    other.git("add", "--all")
    other.git("commit", "--quiet", "--message=deals")
    before = state_of(other)
    beside.save(RATING)
    made = beside.post("propose", {})[1]
    assert other.git("rev-parse", f"{made['branch']}^") == before[1]
    assert main.git("rev-parse", "HEAD") != before[1]


def test_the_message_tells_of_every_change(desk: Desk, repository: Repository) -> None:
    person = edit("players.r-okafor.support", None, "neutral")
    desk.save(
        RATING, person, edit("owner", "Dana Reyes", "Sam Poe"), edit("partners.pellucid.role", "delivery", None)
    )
    assert desk.post("propose", {})[1]["message"] == (
        "Core <b>banking</b>: 4 changes\n"
        "\n"
        "- Access to funds − → + without new evidence\n"
        "- players.r-okafor.support none → neutral\n"
        "- owner Dana Reyes → Sam Poe\n"
        "- partners.pellucid.role taken out\n"
    )


def test_what_was_taken_back_is_not_proposed(desk: Desk, repository: Repository) -> None:
    desk.save(RATING)
    desk.post("undo", {"file": DEAL})
    assert desk.post("propose", {})[0] == 409
    desk.save(RATING)
    desk.post("propose", {})
    desk.post("undo", {"file": DEAL})
    assert "refused" not in desk.post("propose", {})[1]


def test_an_edit_of_an_uncommitted_value_of_somebody_else_is_refused_with_both_lines(
    desk: Desk, repository: Repository
) -> None:
    desk.write(desk.text().replace("stage: evaluate", "stage: propose"))
    desk.save(edit("stage", "propose", "qualify"), RATING)
    before = state_of(repository)
    status, answer = desk.post("propose", {})
    assert status == 409
    (refused,) = answer["refused"]
    assert (refused["was"], refused["yours"], refused["theirs"]) == ("propose", "qualify", "evaluate")
    assert refused["text"] == "stage: evaluate"
    assert refused["file"] == DEAL
    assert state_of(repository) == before
    assert repository.git("branch", "--list", "edit/*") == ""


def test_a_file_that_is_in_no_commit_is_not_proposed_as_a_whole(desk: Desk, repository: Repository) -> None:
    desk.write("---\ntitle: Theirs\nstage: prospect\n---\n", "aldermoor/theirs.md")
    desk.save(edit("owner", None, "Sam"), file="aldermoor/theirs.md")
    answer = desk.post("propose", {})[1]
    assert "is not in the last commit" in answer["refused"][0]["says"]


def test_new_things_and_what_cites_them_go_in_one_commit(desk: Desk, repository: Repository) -> None:
    key = desk.post("new", {"kind": "person", "title": "Helge Brandvold", "account": "aldermoor"})[1]["slug"]
    deal = desk.post("new", {"kind": "deal", "title": "ERP", "account": "aldermoor"})[1]["file"]
    desk.save(edit(f"players.{key}", None, {"part": "approver"}), file=deal)
    made = desk.post("propose", {"title": "ERP at Aldermoor"})[1]
    assert set(repository.git("diff", "--name-only", "main", made["branch"]).split()) == {
        "deals/aldermoor/erp.md",
        "deals/aldermoor/index.md",
    }
    assert repository.git("show", f"{made['branch']}:deals/{deal}") == desk.text(deal).strip()
    assert "- new deal" in made["message"]


def test_what_would_be_a_mistake_beside_the_last_commit_is_refused(desk: Desk, repository: Repository) -> None:
    account = desk.text("aldermoor/index.md")
    desk.write(account.replace("people:\n", "people:\n  h-b: {name: H B}\n"), "aldermoor/index.md")
    assert desk.save(edit("players.h-b", None, {"part": "user"}))[0] == 200
    answer = desk.post("propose", {})[1]
    assert "h-b" in answer["refused"][0]["says"]
    assert repository.git("branch", "--list", "edit/*") == ""


def restarted_beside(desk: Desk) -> Desk:
    """Return the desk of another run of the server."""
    restarted = Desk.__new__(Desk)
    restarted.root, restarted.editor = desk.root, type(desk.editor)(desk.root / "deals", desk.root, desk.editor.today)
    return restarted


def test_saves_of_an_earlier_run_go_along_with_those_of_this_one(desk: Desk, repository: Repository) -> None:
    call = edit("plan.actions.call", None, {"what": "Call her"})
    desk.save(RATING, edit("stage", "evaluate", "propose"), call)
    later = restarted_beside(desk)
    later.save(edit("stage", "propose", "qualify"), edit("plan.actions.call.owner", None, "Sam Poe"))
    later.save(edit("players.r-okafor.support", None, "neutral"))
    call["value"] = {"what": "Call her", "owner": "Sam Poe"}
    remembered = [RATING, edit("stage", "evaluate", "qualify"), call]
    made = later.post("propose", {"changes": [{"file": DEAL, "edits": remembered}]})[1]
    assert repository.git("show", f"{made['branch']}:deals/{DEAL}") == desk.text().strip()
    assert later.post("propose", {"changes": [{"file": DEAL, "edits": remembered}]})[0] == 409


def test_what_a_page_remembers_wrongly_is_left_out_with_a_word(desk: Desk, repository: Repository) -> None:
    desk.save(RATING)
    wrong = [{"file": DEAL, "edits": [edit("stage", "evaluate", "propose")]}]
    made = desk.post("propose", {"changes": wrong})[1]
    assert len(changed(repository, made["branch"])) == 2
    assert "stage is not as it was saved" in made["note"]


def test_a_page_brings_its_saves_of_an_earlier_run(desk: Desk, repository: Repository) -> None:
    desk.save(RATING)
    restarted = restarted_beside(desk)
    assert restarted.post("propose", {})[0] == 409
    assert restarted.post("propose", {"changes": [{"file": DEAL, "edits": [edit("stage", "x", "y")]}]})[0] == 409
    made = restarted.post("propose", {"changes": [{"file": DEAL, "edits": [RATING]}]})[1]
    assert len(changed(repository, made["branch"])) == 2


def test_carriage_returns_and_filters_change_no_other_line(desk: Desk, repository: Repository) -> None:
    (desk.root / ".gitattributes").write_text("*.md text eol=crlf\n")
    repository.git("add", "--all")
    repository.git("commit", "--quiet", "--message=ends")
    desk.write(desk.text().replace("\n", "\r\n"))
    desk.save(RATING)
    made = desk.post("propose", {})[1]
    assert changed(repository, made["branch"]) == ['-  access_to_funds: {us: "-"}', '+  access_to_funds: {us: "+"}']


def test_a_push_goes_to_the_remote_and_the_forge_is_named(desk: Desk, repository: Repository, tmp_path: Path) -> None:
    remote = Repository(tmp_path / "remote")
    repository.git("remote", "add", "origin", str(remote.root))
    object.__setattr__(
        desk.editor.proposer,
        "forge",
        lambda: forge_at("https://git.example/s/p", "https://git.example/s/p/edit/main/deals/"),
    )
    desk.save(RATING)
    made = desk.post("propose", {})[1]
    assert made["pushed"]
    assert made["address"] == "https://git.example/s/p/compare/main...edit%2Faldermoor-core-banking?expand=1"
    assert remote.git("rev-parse", f"refs/heads/{made['branch']}").startswith(made["commit"])


def test_gitlab_is_asked_to_open_the_request(desk: Desk, repository: Repository, tmp_path: Path) -> None:
    remote = Repository(tmp_path / "remote")
    remote.git("config", "receive.advertisePushOptions", "true")
    hook = remote.root / ".git/hooks/pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text('#!/bin/sh\nenv | grep ^GIT_PUSH_OPTION_ > "$PWD/options"\n')
    hook.chmod(0o755)
    repository.git("remote", "add", "origin", str(remote.root))
    forge = forge_at("https://gitlab.example/s/p", "https://gitlab.example/s/p/-/edit/main/deals/")
    object.__setattr__(desk.editor.proposer, "forge", lambda: forge)
    desk.save(RATING)
    made = desk.post("propose", {"title": "Funds"})[1]
    assert made["pushed"]
    assert "merge_request.create" in (remote.root / ".git/options").read_text()
    assert made["address"].startswith("https://gitlab.example/s/p/-/merge_requests/new?")


def test_without_a_remote_the_branch_stays_here_and_says_so(desk: Desk, repository: Repository) -> None:
    desk.save(RATING)
    before = state_of(repository)
    made = desk.post("propose", {})[1]
    assert (made["pushed"], made["address"]) == (False, "")
    assert made["note"] == "there is no remote to push to; push the branch when there is one"
    assert repository.git("rev-parse", made["branch"]).startswith(made["commit"])
    assert state_of(repository) == before


def test_a_bare_repository_takes_the_branch_alone_from_a_head_on_no_branch(
    desk: Desk, repository: Repository, tmp_path: Path
) -> None:
    bare = tmp_path / "bare.git"
    subprocess.run(["git", "init", "--quiet", "--bare", str(bare)], check=True)
    repository.git("remote", "add", "origin", str(bare))
    repository.git("switch", "--quiet", "--detach")
    others = desk.text().replace("owner: Dana Reyes\n", "owner: Sam Poe\n", 1)
    desk.write(others)
    desk.save(RATING)
    made = desk.post("propose", {})[1]
    assert made["pushed"]
    heads = repository.git("ls-remote", "--heads", str(bare)).split()
    assert heads == [repository.git("rev-parse", made["branch"]), f"refs/heads/{made['branch']}"]
    assert changed(repository, made["branch"]) == ['-  access_to_funds: {us: "-"}', '+  access_to_funds: {us: "+"}']
    assert "owner: Sam Poe" in desk.text()


def test_a_push_that_fails_leaves_the_branch_and_says_so(desk: Desk, repository: Repository, tmp_path: Path) -> None:
    repository.git("remote", "add", "origin", str(tmp_path / "nowhere"))
    desk.save(RATING)
    made = desk.post("propose", {})[1]
    assert not made["pushed"]
    assert "was not pushed" in made["note"]
    assert repository.git("rev-parse", made["branch"])


def test_nobody_is_made_up_as_the_author(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    Repository(desk.root).commit("2026-11-01")
    for name, value in ALONE.items():
        monkeypatch.setenv(name, value)
    for name in ("AUTHOR_NAME", "AUTHOR_EMAIL", "COMMITTER_NAME", "COMMITTER_EMAIL"):
        monkeypatch.delenv(f"GIT_{name}", raising=False)
    monkeypatch.delenv("EMAIL", raising=False)
    desk.save(RATING)
    status, answer = desk.post("propose", {})
    assert status == 409
    assert "user.email" in answer["remedy"]


def test_a_folder_without_a_commit_has_nothing_to_propose_to(desk: Desk, known: None) -> None:
    desk.save(RATING)
    assert desk.post("propose", {})[0] == 409
    subprocess.run(["git", "init", "--quiet"], cwd=desk.root, check=True)
    assert desk.post("propose", {})[0] == 409


def test_settings_and_hooks_of_the_repository_change_nothing_of_the_commit(
    desk: Desk, repository: Repository
) -> None:
    hooks = desk.root / ".git/hooks"
    hooks.mkdir(exist_ok=True)
    for name in ("pre-commit", "commit-msg", "prepare-commit-msg", "post-commit"):
        (hooks / name).write_text(f"#!/bin/sh\ntouch {desk.root}/ran-{name}\nexit 1\n")
        (hooks / name).chmod(0o755)
    repository.git("config", "core.fsmonitor", f"touch {desk.root}/ran-fsmonitor")
    repository.git("config", "i18n.commitEncoding", "latin1")
    desk.save(RATING)
    made = desk.post("propose", {"title": "Größe → ✓"})[1]
    assert made["branch"] == "edit/grosse"
    assert repository.git("log", "-1", "--format=%s", made["branch"]) == "Größe → ✓"
    assert not list(desk.root.glob("ran-*"))
