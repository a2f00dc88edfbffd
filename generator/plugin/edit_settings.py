"""The setting `extra: {playbook: {edit: ...}}`: the forge to which the published site proposes changes."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple
from urllib.parse import SplitResult, urlsplit

from mkdocs.config.defaults import MkDocsConfig

from generator.problems import Guesses, Problem, Refused
from generator.read.yaml.place import At
from generator.show.urls.forge import EDIT
from generator.show.urls.proposals import KINDS, ProposalTarget
from generator.site.inputs import refused

AT: Final[At] = ("extra", "playbook", "edit")
KEYS: Final = ("forge", "repository", "branch", "folder", "api")
EXAMPLE: Final = "edit: {forge: github, repository: https://github.com/acme/deals, branch: main}"
APIS: Final[Mapping[str, str]] = {"github": "/api/v3", "gitlab": "/api/v4", "forgejo": "/api/v1", "gitea": "/api/v1"}
"""Paths of the API below the address of a forge; that of github.com has a host of its own."""
MARKS: Final[Mapping[str, str]] = {"github": "edit", "gitlab": "-/edit", "forgejo": "_edit", "gitea": "_edit"}
HOST: Final = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?")
WRITTEN: Final = re.compile(rb"^edit_uri[ \t]*:", re.MULTILINE)
THIS_MACHINE: Final = frozenset({"127.0.0.1", "localhost"})
BRANCH: Final = re.compile(
    r"(?!/|-|HEAD$)(?!.*(?://|\.\.|@\{|/\.|\.lock(?:/|$)))[^\s~^:?*\[\\\x00-\x1f\x7f]+(?<![/.])"
)
"""Names that git takes for a branch."""
STEP: Final = r"(?!\.{1,2}(?:/|$))[^/\\\s?#%]+"
PATH: Final = re.compile(rf"{STEP}(?:/{STEP})*")


class EditUri(NamedTuple):
    """Kind of editor, branch and folder that `edit_uri` names; all empty where mkdocs.yml does not have it."""

    mark: str = ""
    branch: str = ""
    folder: str = ""


def proposal_target(config: MkDocsConfig) -> ProposalTarget | None:
    """Return where the published site proposes changes, None where mkdocs.yml does not ask for it.

    Raises Refused with every mistake in the setting.
    """
    ours = config.extra.get("playbook")
    reading = Reading(config)
    if ours is None:
        return None
    if not isinstance(ours, dict):
        reading.fault("extra.playbook is not a block of keys", f"write {EXAMPLE} below it", AT[:2])
        reading.stop()
    for key in ours:
        if key != "edit":
            remedy = Guesses().expected(str(key), ["edit"]) or f"write {EXAMPLE}"
            reading.fault(f"unknown key {key!r} in extra.playbook", remedy, (*AT[:2], key))
    target = reading.target(ours["edit"]) if ours.get("edit") is not None else None
    reading.stop()
    return target


class Reading:
    """Reading of the setting, which collects every mistake in it."""

    def __init__(self, config: MkDocsConfig) -> None:
        self.config = config
        self.problems: list[Problem] = []
        self.written: Mapping[str, Any] = {}

    def fault(self, says: str, remedy: str, at: At) -> None:
        """Note a mistake at a key of mkdocs.yml."""
        file = self.config.config_file_path or ""
        self.problems += refused("edit", says, remedy, file=file, key=at).problems

    def stop(self) -> None:
        """End the reading. Raises Refused where anything was noted."""
        if self.problems:
            raise Refused(self.problems)

    def target(self, edit: object) -> ProposalTarget | None:
        """Return the target that a setting names, None where it has mistakes, which are noted."""
        if not isinstance(edit, dict):
            self.fault(f"extra.playbook.edit is not a block of keys: {edit!r}", f"write {EXAMPLE}", AT)
            return None
        self.written = edit
        for key in edit:
            if key not in KEYS:
                self.fault(f"unknown key {key!r} in edit", Guesses().expected(str(key), KEYS), (*AT, key))
        kind = self._kind()
        repository, uri = self._repository(), self._edit_uri()
        branch = self._text("branch") or uri.branch
        if not branch:
            self._missing("branch", "write the branch that the site is built from, such as branch: main")
        elif not BRANCH.fullmatch(branch) or not branch.isprintable():
            self._wrong("branch", branch, "no name of a branch", "write it like branch: main")
        folder, api = self._folder(uri), self._text("api")
        if kind and uri.mark not in ("", MARKS[kind]):
            says = f"forge is {kind}, and edit_uri leads to the editor of another kind of forge"
            self.fault(says, f"write the right forge, or edit_uri: {MARKS[kind]}/main/deals/", (*AT, "forge"))
        api_parts = self._address("api", api) if api else None
        if not kind or repository is None or (api and api_parts is None):
            return None
        return self._placed(kind, repository, api_parts, branch, folder)

    def _kind(self) -> str:
        kind = self._text("forge")
        if not kind:
            self._missing("forge", f"write one of {', '.join(KINDS)}")
        elif kind not in KINDS:
            self._wrong("forge", kind, "no forge that is known", Guesses().expected(kind, list(KINDS)))
        return kind if kind in KINDS else ""

    def _repository(self) -> SplitResult | None:
        """Return the address of the repository; a token is sent to what stands here alone."""
        address = self._text("repository")
        if not address:
            self._missing("repository", "write its address, such as https://github.com/acme/deals")
            return None
        parts = self._address("repository", address.rstrip("/"))
        if parts is None:
            return None
        path = parts.path.strip("/")
        if not PATH.fullmatch(path) or "/" not in path or path.endswith(".git"):
            remedy = "write it as a browser shows it, such as https://github.com/acme/deals, without .git"
            self._wrong("repository", address, "no address of a repository", remedy)
            return None
        return parts

    def _edit_uri(self) -> EditUri:
        """Return what edit_uri says of the same repository: where it is not written, MkDocs makes one up."""
        config, own = self.config, self._text("repository")
        file = Path(config.config_file_path or "mkdocs.yml")
        by_hand = file.is_file() and WRITTEN.search(file.read_bytes())
        match = EDIT.fullmatch(config.edit_uri or "") if by_hand else None
        if not match or own.rstrip("/") != (config.repo_url or "").rstrip("/"):
            return EditUri()
        return EditUri(match["mark"], match["branch"], match["folder"])

    def _folder(self, uri: EditUri) -> str:
        """Return the folder of the deals in the repository: by default as it stands beside mkdocs.yml."""
        written = self._text("folder").rstrip("/")
        if written == "." or (not written and uri.mark):
            return uri.folder if not written else ""
        root = Path(self.config.config_file_path or "mkdocs.yml").resolve().parent
        folder = written or Path(os.path.relpath(self.config.docs_dir, root)).as_posix()
        if not PATH.fullmatch(folder) or not folder.isprintable():
            remedy = "write the way from the top of the repository to the deals, such as folder: deals"
            self._wrong("folder", folder, "no folder of a repository", remedy)
        return f"{folder}/"

    def _address(self, key: str, address: str) -> SplitResult | None:
        """Return the parts of an address; None where a token should not be sent there, which is noted."""
        try:
            parts = urlsplit(address)
            port = parts.port
        except ValueError:
            self._wrong(key, address, "no web address", "write it like https://git.example.com/")
            return None
        remedy = "write it with https:// and without user, ? and #"
        local = parts.scheme == "http" and parts.hostname in THIS_MACHINE
        if (parts.scheme != "https" and not local) or parts.query or parts.fragment or "@" in parts.netloc:
            self._wrong(key, address, "not an address to which a token can be sent", remedy)
            return None
        if (
            not address.isprintable()
            or not HOST.fullmatch(parts.netloc.lower())
            or port == 0
            or (parts.path and not re.fullmatch(r"[\w./~-]+", parts.path))
        ):
            self._wrong(key, address, "no web address", "write it like https://git.example.com/")
            return None
        return parts._replace(netloc=parts.netloc.lower())

    def _placed(
        self, kind: str, repository: SplitResult, api: SplitResult | None, branch: str, folder: str
    ) -> ProposalTarget:
        origin, path = f"{repository.scheme}://{repository.netloc}", repository.path.strip("/")
        above = self._above(kind, repository, api, path)
        web = f"{origin}/{above}".rstrip("/")
        if api:
            at = f"{api.scheme}://{api.netloc}{api.path.rstrip('/')}"
        else:
            at = "https://api.github.com" if origin == "https://github.com" and kind == "github" else web + APIS[kind]
        return ProposalTarget(kind, web, at, path.removeprefix(above).strip("/"), branch, folder)

    def _above(self, kind: str, repository: SplitResult, api: SplitResult | None, path: str) -> str:
        """Return the folder of a forge that does not stand at the top of its host.

        GitLab's groups have any depth, so it is known by the address of the API alone.
        """
        if kind != "gitlab":
            return path.rpartition("/")[0].rpartition("/")[0]
        top = api.path.strip("/").removesuffix(APIS[kind].strip("/")).strip("/") if api else ""
        same = api is not None and api.netloc == repository.netloc
        return top if top and same and path.startswith(f"{top}/") else ""

    def _text(self, key: str) -> str:
        """Return the text of a key, empty where there is none, and where it is no text, which is noted once."""
        value = self.written.get(key)
        if value is None or isinstance(value, str):
            return (value or "").strip()
        at = (*AT, key)
        says = f"edit.{key} is not a text: {value!r}"
        if not any(each.says == says for each in self.problems):
            self.fault(says, "put it in quotes", at)
        return ""

    def _missing(self, key: str, remedy: str) -> None:
        if self.written.get(key) is None or self.written.get(key) == "":
            self.fault(f"edit.{key} is missing", remedy, (*AT, key))

    def _wrong(self, key: str, value: str, says: str, remedy: str) -> None:
        shown = re.sub("//[^/]*@", "//…@", value)  # a password is not for the log
        self.fault(f"edit.{key} is {says}: {shown!r}", remedy, (*AT, key))
