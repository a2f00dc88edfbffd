"""What the hooks let in, what they refuse and how they are installed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.running import playbook
from tests.plugin.trees import BROKEN, MKDOCS
from tests.publish.server import Clone, Server, git

pytestmark = pytest.mark.slow

SOUND = "---\ntitle: Depot scanning\nstage: prospect\n---\n"
TELLTALE = """
import os
import pathlib


def on_config(config):
    told = sorted(name for name in os.environ if name.startswith("GIT_"))
    pathlib.Path({place!r}).write_text(" ".join(told), "utf-8")
    return config
"""


@pytest.fixture
def clone(server: Server) -> Clone:
    server.install()
    return server.clone("dana")


def refusal(server: Server, clone: Clone) -> str:
    """Push, which has to be refused, and return what the pusher is told."""
    before = server.head()
    done = clone.push()
    assert done.returncode == 1
    assert server.head() == before
    assert not server.to.exists()
    return done.stderr


def test_a_link_among_the_deals_is_refused(server: Server, clone: Clone) -> None:
    (clone.root / "deals/aldermoor/linked.md").symlink_to("side-deal.md")
    clone.commit()
    assert "remote: deals/aldermoor/linked.md:1:1: this is a link, and links are never" in refusal(server, clone)


def test_a_link_anywhere_else_is_refused(server: Server, clone: Clone) -> None:
    (clone.root / "ours").symlink_to("/etc")
    clone.commit()
    assert "remote: ours:1:1: this is a link, and links are never followed" in refusal(server, clone)


def test_a_link_in_the_place_of_the_deals_is_refused(server: Server, clone: Clone) -> None:
    (clone.root / "deals").rename(clone.root / "elsewhere")
    (clone.root / "deals").symlink_to("elsewhere")
    clone.commit()
    assert "remote: deals:1:1: the folder of the deals is no folder but a link" in refusal(server, clone)


def test_a_submodule_is_refused(server: Server, clone: Clone) -> None:
    git(clone.root, "update-index", "--add", "--cacheinfo", f"160000,{server.head()},deals/aldermoor/other")
    git(clone.root, "commit", "--quiet", "--message=submodule")
    told = refusal(server, clone)
    assert "remote: deals/aldermoor/other:1:1: this is a repository of its own, which is not read" in told


def test_every_problem_is_told_with_its_place(server: Server, clone: Clone) -> None:
    clone.write("deals/aldermoor/worse.md", "---\ntitle: Worse\nstage: prospect\nclose: 2026-02-30\namuont: 3\n---\n")
    clone.commit("deals/aldermoor/broken.md", BROKEN)
    told = refusal(server, clone)
    for place in ("broken.md:3:8: unknown stage", "worse.md:4:8: close is not a date", "worse.md:5:1: "):
        assert f"remote: deals/aldermoor/{place}" in told
    assert "remote: refused: 3 problems; main stays as it was" in told


def test_of_very_many_problems_the_first_hundred_are_told(server: Server, clone: Clone) -> None:
    for number in range(120):
        clone.write(f"deals/aldermoor/broken-{number:03}.md", BROKEN)
    clone.commit()
    told = refusal(server, clone)
    assert told.count("unknown stage") == 100
    assert "remote: and more, which playbook check lists" in told
    assert "remote: refused: 120 problems; main stays as it was" in told


def test_a_change_elsewhere_that_breaks_a_deal_is_refused(server: Server, clone: Clone) -> None:
    clone.commit("deals/aldermoor/index.md", "---\ntitle: Aldermoor Bank\n---\n")
    assert "remote: deals/aldermoor/core-banking.md:14:3: 'r-okafor' is not among" in refusal(server, clone)


def test_a_branch_that_is_not_published_may_hold_what_it_likes(server: Server, clone: Clone) -> None:
    clone.commit("deals/aldermoor/broken.md", BROKEN)
    done = clone.push("main:proposal")
    assert done.returncode == 0
    assert "remote: published" not in done.stderr
    assert not server.to.exists()


def test_a_problem_that_was_there_before_keeps_nobody_else_back(server: Server, clone: Clone) -> None:
    broken = clone.commit("deals/aldermoor/broken.md", BROKEN)
    clone.push("main:proposal")
    git(server.bare, "update-ref", "refs/heads/main", broken)
    clone.commit("deals/aldermoor/depot.md", SOUND)
    done = clone.push()
    assert done.returncode == 0
    assert "remote: deals/aldermoor/broken.md:3:8: unknown stage 'nonsense'" in done.stderr
    assert "remote: published main at" in done.stderr
    assert "Depot scanning" in server.page("aldermoor/depot")
    clone.commit("deals/aldermoor/depot.md", BROKEN)
    assert clone.push().returncode == 1


def test_the_published_branch_cannot_be_deleted_by_a_push(server: Server, clone: Clone) -> None:
    git(server.bare, "config", "receive.denyDeleteCurrent", "ignore")
    assert "it cannot be deleted by a push" in refusal_of_deletion(server, clone)


def refusal_of_deletion(server: Server, clone: Clone) -> str:
    done = clone.push(":main")
    assert done.returncode == 1
    assert server.head()
    return done.stderr


def test_a_first_push_into_an_empty_repository_is_looked_at_whole(tmp_path: Path) -> None:
    server = Server(tmp_path / "server")
    git(server.bare, "update-ref", "-d", "refs/heads/main")
    server.install()
    clone = Clone(server.root / "first")
    clone.commit("deals/aldermoor/broken.md", BROKEN)
    assert "broken.md:3:8: unknown stage" in clone.push().stderr
    (clone.root / "deals/aldermoor/broken.md").unlink()
    newest = clone.commit()
    assert clone.push().returncode == 0
    assert server.shown() == newest


def test_nothing_of_the_repository_that_git_runs_a_hook_for_reaches_the_build(
    server: Server, clone: Clone, tmp_path: Path
) -> None:
    clone.write("mkdocs.yml", f"{MKDOCS}hooks: [telltale.py]\n")
    clone.commit("telltale.py", TELLTALE.format(place=str(tmp_path / "told.txt")))
    assert clone.push().returncode == 0
    who = {f"GIT_{role}_{part}" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
    access = {"GIT_CONFIG_GLOBAL", "GIT_CONFIG_NOSYSTEM", "GIT_EXEC_PATH"}
    assert set((tmp_path / "told.txt").read_text("utf-8").split()) <= who | access


def test_a_push_whose_site_cannot_be_built_says_what_is_shown(server: Server, clone: Clone) -> None:
    first = clone.commit("deals/aldermoor/depot.md", SOUND)
    clone.push()
    clone.commit("mkdocs.yml", "site_name: [\n")
    told = clone.push()
    assert told.returncode == 0
    assert "remote: mkdocs.yml:2:1: while parsing" in told.stderr
    assert f"remote: not published; the site still shows commit {first[:10]}" in told.stderr
    assert server.shown() == first


def test_installing_again_writes_the_same_again(server: Server) -> None:
    hooks = server.bare / "hooks"
    done = server.install()
    assert done.exit_code == 0
    assert done.output.splitlines()[:2] == [f"wrote {hooks}/pre-receive", f"wrote {hooks}/post-receive"]
    first = {name: (hooks / name).read_bytes() for name in ("pre-receive", "post-receive")}
    assert server.install().exit_code == 0
    assert {name: (hooks / name).read_bytes() for name in first} == first
    assert all(os.access(hooks / name, os.X_OK) for name in first)
    assert server.install("--branch", "release").exit_code == 0
    assert b"--branch release" in (hooks / "post-receive").read_bytes()


def test_somebody_elses_hook_is_replaced_on_request_alone(server: Server) -> None:
    hook = server.bare / "hooks/post-receive"
    hook.write_text("#!/bin/sh\nmail team\n", "utf-8")
    done = server.install()
    assert done.exit_code == 1
    assert f"{hook} was written by somebody else" in done.stderr
    assert hook.read_text("utf-8") == "#!/bin/sh\nmail team\n"
    assert not (server.bare / "hooks/pre-receive").exists()
    assert server.install("--force").exit_code == 0
    assert "playbook hook install" in hook.read_text("utf-8")


def test_hooks_are_not_installed_where_a_push_would_leave_a_work_tree_behind(server: Server) -> None:
    done = playbook(server.root, "hook", "install", "first", "--to", "www")
    assert done.exit_code == 2
    assert "name a bare repository" in done.stderr


def test_hooks_that_several_repositories_share_are_left_alone(server: Server, tmp_path: Path) -> None:
    git(server.bare, "config", "core.hooksPath", str(tmp_path / "shared"))
    done = server.install()
    assert done.exit_code == 2
    assert "core.hooksPath" in done.stderr
    assert not (tmp_path / "shared").exists()


def test_a_folder_that_is_no_repository_is_told(server: Server, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert playbook(tmp_path, "hook", "install", "empty", "--to", "www").exit_code == 3
    assert playbook(tmp_path, "hook", "install", "nowhere", "--to", "www").exit_code == 2
