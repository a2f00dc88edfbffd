"""What git is told by the environment: who asks and what may be read counts, what gives other answers does not."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from generator.git.command import GitFailed, ask
from generator.git.environment import environment
from generator.git.log import read_log
from tests.cli.running import playbook
from tests.git.repository import Repository
from tests.plugin.trees import planted

SOMEBODY_ELSES = {"GIT_TEST_ASSUME_DIFFERENT_OWNER": "1", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
"""Git's own way to have every repository belong to another user."""


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    repository = Repository(tmp_path / "play book")
    planted(repository.root)
    repository.commit("2026-11-01")
    return repository


def counted(*settings: tuple[str, str]) -> dict[str, str]:
    """Return settings as a container hands them in."""
    told = {"GIT_CONFIG_COUNT": str(len(settings))}
    for number, (name, value) in enumerate(settings):
        told |= {f"GIT_CONFIG_KEY_{number}": name, f"GIT_CONFIG_VALUE_{number}": value}
    return told


def test_a_repository_of_another_user_is_told_with_the_remedy_on_one_line(repository: Repository) -> None:
    for words in (["build"], ["check", "--base", "HEAD"], ["diff", "HEAD"], ["publish", "--to", "www"]):
        done = playbook(repository.root, *words, **SOMEBODY_ELSES)
        said = next(line for line in done.stderr.splitlines() if "git:" in line)
        assert "belongs to another user (dubious ownership)" in said
        assert f"git config --global --add safe.directory '{repository.root}'" in said
        assert "\\x09" not in done.stderr
        assert done.exit_code == 3


def ways(root: Path, folder: Path) -> dict[str, dict[str, str]]:
    """Return every way in which a container says that a folder may be read."""
    settings = folder / "gitconfig"
    settings.write_text(f'[safe]\n\tdirectory = "{root}"\n', "utf-8")
    return {
        "a count": counted(("diff.noprefix", "true"), ("safe.directory", str(root))),
        "a count of any folder": counted(("safe.directory", "*")),
        "a file": {"GIT_CONFIG_GLOBAL": str(settings)},
        "a system's file": {"GIT_CONFIG_SYSTEM": str(settings), "GIT_CONFIG_NOSYSTEM": "0"},
        "a word of git -c": {"GIT_CONFIG_PARAMETERS": f"'core.quotepath'='true' 'safe.directory'='{root}'"},
        "a word of an older git -c": {"GIT_CONFIG_PARAMETERS": f"'core.bare' 'safe.directory={root}'"},
    }


WAYS = (
    "a count",
    "a count of any folder",
    "a file",
    "a system's file",
    "a word of git -c",
    "a word of an older git -c",
)


@pytest.mark.parametrize("way", WAYS)
def test_a_container_may_say_in_any_of_gits_ways_that_a_repository_may_be_read(
    repository: Repository, tmp_path: Path, way: str
) -> None:
    told = SOMEBODY_ELSES | ways(repository.root, tmp_path)[way]
    done = playbook(repository.root, "history", "aldermoor/side-deal", **told)
    assert done.exit_code == 0, done.output
    done = playbook(repository.root, "publish", "--to", str(tmp_path / "www"), **told)
    assert done.exit_code == 0, done.output


def test_a_settings_quotes_are_read_as_git_writes_them(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = "Dana 'the deal' Reyes! = so"
    words = ["git", "-c", f"user.name={name}", "-c", "alias.told=!printenv GIT_CONFIG_PARAMETERS", "told"]
    plain = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    told = subprocess.run(words, cwd=repository.root, env=plain, check=True, capture_output=True, text=True).stdout
    monkeypatch.setenv("GIT_CONFIG_PARAMETERS", told.rstrip("\n"))
    assert ask(repository.root, "config", "user.name") == f"{name}\n"
    with pytest.raises(GitFailed):
        ask(repository.root, "config", "alias.told")


@pytest.mark.parametrize("told", [counted(("a", "b")) | {"GIT_CONFIG_COUNT": "x"}, {"GIT_CONFIG_PARAMETERS": "'a"}])
def test_settings_that_are_misspelt_are_left_for_git_to_complain_about(
    repository: Repository, told: dict[str, str]
) -> None:
    done = playbook(repository.root, "diff", "HEAD", **told)
    assert done.exit_code == 3
    assert "playbook: git: error: bogus " in done.stderr


def test_the_environments_name_signs_a_commit(repository: Repository) -> None:
    role = {"NAME": "Dana Reyes", "EMAIL": "dana@northgate.example", "DATE": "2026-11-05T12:00:00+00:00"}
    who = {f"GIT_{each}_{part}": value for each in ("AUTHOR", "COMMITTER") for part, value in role.items()}
    words = [
        "rate",
        "aldermoor/side-deal",
        "access_to_funds",
        "+",
        "--evidence",
        "Seen",
        "--by",
        "customer",
        "--commit",
    ]
    done = playbook(repository.root, *words, **who, GIT_CONFIG_GLOBAL=os.devnull, GIT_CONFIG_NOSYSTEM="1")
    assert done.exit_code == 0, done.output
    signed = repository.git("log", "-1", "--format=%an %ae %as / %cn %ce %cs")
    assert signed == " / ".join(["Dana Reyes dana@northgate.example 2026-11-05"] * 2)


OTHERS = (
    "GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_NAMESPACE", "GIT_CEILING_DIRECTORIES",
    "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_REPLACE_REF_BASE", "GIT_GRAFT_FILE",
    "GIT_SHALLOW_FILE", "GIT_EXTERNAL_DIFF", "GIT_DIFF_OPTS", "GIT_PAGER", "GIT_EDITOR", "GIT_LITERAL_PATHSPECS",
    "GIT_ICASE_PATHSPECS", "GIT_GLOB_PATHSPECS", "GIT_ATTR_SOURCE", "GIT_ATTR_NOSYSTEM", "GIT_CONFIG",
    "GIT_TRACE", "GIT_PREFIX", "GIT_INTERNAL_SUPER_PREFIX", "GIT_DEFAULT_HASH", "GIT_TEMPLATE_DIR",
)  # fmt: skip


def test_what_would_give_another_answer_is_dropped(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = read_log(repository.root / "deals")
    for name in OTHERS:
        monkeypatch.setenv(name, "1")
    settings = counted(
        ("core.attributesFile", "/x"), ("diff.external", "/x"), ("core.worktree", "/"), ("log.follow", "1")
    )
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    assert not set(OTHERS) & set(environment())
    assert not [name for name in environment() if name.startswith("GIT_CONFIG")]
    assert read_log(repository.root / "deals") == plain


ACCESS = (
    "GIT_SSH", "GIT_SSH_COMMAND", "GIT_SSH_VARIANT", "GIT_ASKPASS", "GIT_PROXY_COMMAND", "GIT_SSL_CAINFO",
    "GIT_SSL_CERT", "GIT_SSL_KEY", "GIT_SSL_NO_VERIFY", "GIT_HTTP_LOW_SPEED_TIME", "GIT_HTTP_PROXY_AUTHMETHOD",
    "GIT_PROXY_SSL_CAINFO", "GIT_ALLOW_PROTOCOL", "GIT_PROTOCOL_FROM_USER", "GIT_EXEC_PATH",
    "GIT_DISCOVERY_ACROSS_FILESYSTEM", "SSH_AUTH_SOCK", "SSH_ASKPASS", "https_proxy", "NO_PROXY",
)  # fmt: skip


@pytest.mark.parametrize("name", ACCESS)
def test_how_a_remote_is_reached_is_kept(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, "/as/it/is")
    assert environment()[name] == "/as/it/is"


def test_nobody_is_asked_for_a_password_unless_the_environment_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    assert environment()["GIT_TERMINAL_PROMPT"] == "0"
    monkeypatch.setenv("GIT_TERMINAL_PROMPT", "1")
    assert environment()["GIT_TERMINAL_PROMPT"] == "1"
