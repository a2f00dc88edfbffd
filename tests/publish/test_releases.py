"""What a publish shows, what it takes from the commit, and what readers keep where it cannot show anything new."""

from __future__ import annotations

import datetime as dt
import errno
import json
import os
import resource
from pathlib import Path

import pytest

from tests.plugin.trees import BROKEN, MKDOCS, files_of
from tests.publish.server import Clone, Server, git

pytestmark = pytest.mark.slow

SOUND = "---\ntitle: Depot scanning\nstage: prospect\n---\n"


@pytest.fixture
def clone(server: Server) -> Clone:
    return server.clone("dana")


def pushed(clone: Clone, path: str = "", text: str = "") -> str:
    """Commit a file, push, and return the commit's id."""
    commit = clone.commit(path, text)
    told = clone.push()
    assert told.returncode == 0, told.stderr
    return commit


def test_the_newest_commit_is_shown_and_named_with_its_time(server: Server, clone: Clone) -> None:
    newest = pushed(clone, "deals/aldermoor/depot.md", SOUND)
    done = server.publish()
    assert done.exit_code == 0
    assert f"published main at {newest[:10]} to {server.current}: 3 deals" in done.output
    manifest = json.loads((server.current / "build.json").read_bytes())
    time = int(git(server.bare, "log", "-1", "--format=%ct", "main").stdout)
    assert manifest["commit"]["id"] == newest
    assert dt.datetime.fromisoformat(manifest["commit"]["time"]).timestamp() == time
    assert manifest["playbook"]
    assert newest[:10] in server.page("aldermoor/depot")
    assert server.left_over() == []


def test_a_commit_published_twice_gives_the_same_bytes_and_no_second_copy(server: Server) -> None:
    server.publish()
    first = (server.current).resolve()
    server.publish()
    second = (server.current).resolve()
    assert first != second
    assert files_of(first) == files_of(second)
    assert all((first / path).samefile(second / path) for path in files_of(first))


def test_only_what_changed_is_written_and_the_old_release_stays_what_it_was(server: Server, clone: Clone) -> None:
    server.publish()
    old = server.current.resolve()
    before = files_of(old)
    pushed(clone, "deals/aldermoor/side-deal.md", "---\ntitle: Renamed\nstage: prospect\n---\n")
    server.publish()
    assert "Renamed" in server.page("aldermoor/side-deal")
    assert files_of(old) == before
    new = server.current.resolve()
    assert not (old / "aldermoor/side-deal/index.html").samefile(new / "aldermoor/side-deal/index.html")
    assert (old / "aldermoor/core-banking/index.html").samefile(new / "aldermoor/core-banking/index.html")


def test_a_deal_that_is_gone_leaves_the_new_release_alone(server: Server, clone: Clone) -> None:
    server.publish()
    old = server.current.resolve()
    (clone.root / "deals/aldermoor/side-deal.md").unlink()
    pushed(clone)
    server.publish()
    assert not (server.current / "aldermoor/side-deal").exists()
    assert (old / "aldermoor/side-deal/index.html").is_file()


def test_three_releases_are_kept(server: Server) -> None:
    for _ in range(5):
        server.publish()
    kept = sorted(path.name.split("-")[0] for path in (server.to / "releases").iterdir())
    assert kept == ["000003", "000004", "000005"]
    assert server.current.resolve().name.startswith("000005-")


def test_after_going_back_by_hand_the_next_publish_goes_on(server: Server, clone: Clone) -> None:
    server.publish()
    first = server.current.readlink()
    server.publish()
    server.current.unlink()
    server.current.symlink_to(first)
    newest = pushed(clone)
    assert server.publish().exit_code == 0
    assert server.shown() == newest


def test_only_what_is_committed_counts_and_the_work_tree_stays_as_it_is(server: Server) -> None:
    tree = Clone(server.root / "first")
    tree.write("deals/aldermoor/side-deal.md", "---\ntitle: Not yet committed\nstage: prospect\n---\n")
    before = files_of(tree.root)
    assert server.publish("--repo", str(tree.root)).exit_code == 0
    assert "Side deal" in server.page("aldermoor/side-deal")
    assert {path: content for path, content in files_of(tree.root).items() if not path.startswith(".git/")} == {
        path: content for path, content in before.items() if not path.startswith(".git/")
    }


def test_another_branch_can_be_published(server: Server, clone: Clone) -> None:
    newest = clone.commit("deals/aldermoor/depot.md", SOUND)
    clone.push("main:proposal")
    assert server.publish("--branch", "proposal").exit_code == 0
    assert server.shown() == newest != server.head()


def test_settings_and_the_teams_own_theme_come_from_the_commit(server: Server, clone: Clone) -> None:
    clone.write("mkdocs.yml", MKDOCS.replace("{name: material}", "{name: material, custom_dir: ours}"))
    pushed(clone, "ours/partials/copyright.html", "<p>Northgate's own foot</p>\n")
    server.publish()
    assert "Northgate's own foot" in server.page("aldermoor/core-banking")
    pushed(clone, "mkdocs.yml", MKDOCS.replace("Deals & more", "Plans"))
    server.publish()
    assert "<title>Core &lt;b&gt;banking&lt;/b&gt; - Plans</title>" in server.page("aldermoor/core-banking")
    assert "Northgate's own foot" not in server.page("aldermoor/core-banking")


def test_a_link_in_the_theme_leads_nowhere(server: Server, clone: Clone, tmp_path: Path) -> None:
    (tmp_path / "secret.html").write_text("a secret of the machine", "utf-8")
    clone.write("mkdocs.yml", MKDOCS.replace("{name: material}", "{name: material, custom_dir: ours}"))
    clone.write("ours/keep.txt", "")
    (clone.root / "ours/partials").mkdir()
    (clone.root / "ours/partials/copyright.html").symlink_to(tmp_path / "secret.html")
    (clone.root / "ours/secret.html").symlink_to(tmp_path / "secret.html")
    pushed(clone)
    assert server.publish().exit_code == 0
    assert not [path for path, content in files_of(server.current.resolve()).items() if b"a secret" in content]


def test_attributes_and_filters_of_the_repository_have_no_say(server: Server, clone: Clone, tmp_path: Path) -> None:
    git(server.bare, "config", "filter.evil.smudge", f"touch {tmp_path}/ran")
    git(server.bare, "config", "core.fsmonitor", f"touch {tmp_path}/ran")
    pushed(clone, ".gitattributes", "*.md export-ignore filter=evil\nmkdocs.yml export-ignore\n")
    assert server.publish().exit_code == 0
    assert "Side deal" in server.page("aldermoor/side-deal")
    assert not (tmp_path / "ran").exists()


def test_replaced_objects_show_nothing_else_than_the_commit(server: Server, clone: Clone) -> None:
    shown = pushed(clone, "deals/aldermoor/side-deal.md", "---\ntitle: Looked at\nstage: prospect\n---\n")
    other = clone.commit("deals/aldermoor/side-deal.md", "---\ntitle: Slipped in\nstage: prospect\n---\n")
    assert clone.push(f"{other}:refs/replace/{shown}").returncode == 0
    server.publish()
    assert server.shown() == shown
    assert "Looked at" in server.page("aldermoor/side-deal")


def test_a_broken_deal_that_got_in_another_way_does_not_keep_the_rest_back(server: Server, clone: Clone) -> None:
    clone.write("deals/aldermoor/side-deal.md", "---\ntitle: Renamed\nstage: prospect\n---\n")
    newest = pushed(clone, "deals/aldermoor/broken.md", BROKEN)
    done = server.publish()
    assert done.exit_code == 1
    assert "deals/aldermoor/broken.md:3:8: unknown stage 'nonsense'" in done.stderr
    assert server.shown() == newest
    assert "unknown stage" in server.page("aldermoor/broken")
    assert "Renamed" in server.page("aldermoor/side-deal")


@pytest.mark.parametrize(
    ("path", "text", "told"),
    [
        ("deals/method.yml", "extends: nothing-of-ours\n", "deals/method.yml:1:"),
        ("mkdocs.yml", "site_name: [\n", "mkdocs.yml:2:1: while parsing"),
        ("mkdocs.yml", "site_name: x\ndocs_dir: deals\ntheme: {name: material}\n", "plugins do not name playbook"),
        ("mkdocs.yml", MKDOCS.replace("docs_dir: deals", "docs_dir: ../elsewhere"), "mkdocs.yml:"),
        ("mkdocs.yml", MKDOCS.replace("docs_dir: deals", "docs_dir: /etc"), "docs_dir is not below the folder"),
    ],
)
def test_what_stops_a_publish_leaves_the_old_site_and_says_which(
    server: Server, clone: Clone, path: str, text: str, told: str
) -> None:
    server.publish()
    shown, before = server.head(), files_of(server.current.resolve())
    pushed(clone, path, text)
    done = server.publish()
    assert done.exit_code == 1
    assert told in done.stderr
    assert f"not published; the site still shows commit {shown[:10]} of 20" in done.stderr
    assert files_of(server.current.resolve()) == before
    assert server.left_over() == []


def test_without_a_first_site_it_is_said_that_there_is_none(server: Server) -> None:
    done = server.publish("--branch", "nowhere")
    assert done.exit_code == 3
    assert "not published; there is no site yet" in done.stderr


def test_a_folder_in_the_place_of_the_link_is_left_alone(server: Server) -> None:
    (server.to / "current").mkdir(parents=True)
    (server.to / "current/kept.txt").write_text("years of work", "utf-8")
    done = server.publish()
    assert done.exit_code == 3
    assert "this is no link that a publish made" in done.stderr
    assert (server.to / "current/kept.txt").read_text("utf-8") == "years of work"


def test_what_a_killed_publish_left_is_cleared_away(server: Server) -> None:
    server.publish()
    shown = server.current.resolve()
    never_shown = server.to / "releases/000007-0123456789"
    never_shown.mkdir()
    (server.to / ".working/site").mkdir(parents=True)
    (server.to / ".working/site/half.html").write_text("half a page", "utf-8")
    assert server.publish().exit_code == 0
    assert server.left_over() == []
    assert {path.name for path in (server.to / "releases").iterdir()} == {shown.name, server.current.resolve().name}


@pytest.mark.parametrize("room", [100, 60_000], ids=["settings", "theme"])
def test_where_a_file_does_not_fit_the_old_site_stays(server: Server, clone: Clone, room: int) -> None:
    server.publish()
    shown, before = server.head(), files_of(server.current.resolve())
    clone.write("deals/aldermoor/other.md", "---\ntitle: Other\nstage: prospect\n---\n")
    pushed(clone)
    process = server.publishing(preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room)))
    _, told = process.communicate()
    assert process.returncode == 3, told
    assert os.strerror(errno.EFBIG) in told
    assert f"not published; the site still shows commit {shown[:10]}" in told
    assert files_of(server.current.resolve()) == before
    assert server.left_over() == []
    assert server.publish().exit_code == 0


@pytest.mark.parametrize("umask", [0o077, 0o027, 0o000])
def test_a_web_server_under_another_user_can_read_a_release_whatever_the_umask(server: Server, umask: int) -> None:
    to = server.root / "srv/deep/www"
    before = os.umask(umask)
    try:
        for _ in range(2):
            assert server.publish("--to", str(to)).exit_code == 0
    finally:
        os.umask(before)
    folders = [to.parent.parent, to.parent, to, to / "releases"]
    assert {path.stat().st_mode & 0o777 for path in folders} == {0o755}
    found = list((to / "releases").rglob("*"))
    assert {path.stat().st_mode & 0o777 for path in found if path.is_dir()} == {0o755}
    assert {path.stat().st_mode & 0o777 for path in found if path.is_file()} == {0o644}


def test_a_release_that_nobody_could_read_is_mended_by_the_next(server: Server) -> None:
    server.publish()
    for path in [server.to / "releases", *server.current.resolve().rglob("*")]:
        path.chmod(0o700 if path.is_dir() else 0o600)
    server.publish()
    found = [server.to / "releases", *server.current.resolve().rglob("*")]
    assert {path.stat().st_mode & 0o777 for path in found} == {0o755, 0o644}


def test_the_folder_of_the_releases_keeps_the_mode_that_somebody_gave_it(server: Server) -> None:
    server.to.mkdir(mode=0o750)
    server.publish()
    assert server.to.stat().st_mode & 0o777 == 0o750
