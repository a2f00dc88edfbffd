"""Answers of a forge of each kind, in the words and with the statuses of the real ones."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple
from urllib.parse import unquote

from tests.forges.bare import Bare


class Answer(NamedTuple):
    """A status, the JSON of the answer, and headers beside those of every answer."""

    status: int
    data: Any
    headers: Mapping[str, str] = {}


class Asked(NamedTuple):
    """A request: the operation's name, the parts of its path, the query and the body."""

    operation: str
    parts: Mapping[str, str]
    query: Mapping[str, str]
    body: Any


class Store:
    """A repository with its requests; `rights` is what the token may do, `meanwhile` happens before a commit."""

    def __init__(self, bare: Bare) -> None:
        self.bare = bare
        self.requests: list[dict[str, str]] = []
        self.rights = "all"
        self.meanwhile: Callable[[], None] = lambda: None

    def at(self, ref: str) -> str | None:
        """Return the commit that a name stands for."""
        return self.bare.tip(ref) or (ref if len(ref) == 40 else None)

    def file(self, path: str, ref: str) -> tuple[str, bytes] | None:
        """Return a file's id and content."""
        commit = self.at(ref)
        return self.bare.blob(commit, path) if commit else None

    def write(self, branch: str, parent: str, path: str, encoded: str, message: str) -> str:
        """Commit a file on a branch and return the commit."""
        commit = self.bare.change(parent, path, base64.b64decode(encoded, validate=True), message)
        self.bare.point(branch, commit)
        return commit

    def open(self, head: str, base: str, title: str, body: str) -> int:
        """Open a request and return its number."""
        self.requests.append({"head": head, "base": base, "title": title, "body": body})
        return len(self.requests)


def github(store: Store, asked: Asked) -> Answer:
    """Answer as GitHub does."""
    verb, path = asked.operation.split(" ")
    below = path.removeprefix("/repos/{owner}/{repo}")
    parts, body = {key: unquote(each) for key, each in asked.parts.items()}, asked.body
    if below == "":
        return Answer(200, {"archived": False, "permissions": {"push": store.rights != "read"}})
    if below == "/git/ref/{ref}":
        tip = store.at(parts["ref"].removeprefix("heads/"))
        return Answer(200, {"object": {"sha": tip}}) if tip else _not_found()
    if below == "/contents/{path}" and verb == "get":
        return _content(store.file(parts["path"], asked.query["ref"]))
    if below == "/git/refs":
        branch = body["ref"].removeprefix("refs/heads/")
        if store.at(branch):
            return Answer(422, {"message": "Reference already exists"})
        store.bare.point(branch, body["sha"])
        return Answer(201, {"ref": body["ref"], "object": {"sha": body["sha"]}})
    if below == "/contents/{path}":
        store.meanwhile()
        return _github_write(store, parts["path"], body)
    if below == "/pulls":
        return _opened(store, "number", body["head"], body["base"], body["title"], body["body"])
    store.bare.delete(parts["ref"].removeprefix("heads/"))
    return Answer(204, None)


def _github_write(store: Store, path: str, body: Any) -> Answer:
    parent = store.at(body["branch"]) or ""
    there = store.file(path, body["branch"])
    if not there or there[0] != body["sha"]:
        return Answer(409, {"message": f"{path} does not match {body['sha']}"})
    commit = store.write(body["branch"], parent, path, body["content"], body["message"])
    return Answer(200, {"commit": {"sha": commit}})


def gitea(store: Store, asked: Asked) -> Answer:
    """Answer as Gitea and Forgejo do."""
    verb, path = asked.operation.split(" ")
    below = path.removeprefix("/repos/{owner}/{repo}")
    parts, body = {key: unquote(each) for key, each in asked.parts.items()}, asked.body
    if below == "":
        rights = {"admin": False, "pull": True, "push": store.rights != "read"}
        return Answer(200, {"archived": False, "has_pull_requests": True, "permissions": rights})
    if below == "/branches/{branch}" and verb == "get":
        tip = store.at(parts["branch"])
        return Answer(200, {"commit": {"id": tip}}) if tip else _not_found()
    if below == "/contents/{filepath}" and verb == "get":
        return _content(store.file(parts["filepath"], asked.query["ref"]))
    if below == "/contents/{filepath}":
        store.meanwhile()
        if store.at(body["new_branch"]):
            return Answer(422, {"message": f"branch already exists [name: {body['new_branch']}]"})
        there = store.file(parts["filepath"], body["branch"])
        if not there or there[0] != body["sha"]:
            return Answer(422, {"message": f"sha does not match [given: {body['sha']}]"})
        parent = store.at(body["branch"]) or ""
        commit = store.write(body["new_branch"], parent, parts["filepath"], body["content"], body["message"])
        return Answer(200, {"commit": {"sha": commit}})
    if below == "/pulls":
        return _opened(store, "number", body["head"], body["base"], body["title"], body["body"])
    store.bare.delete(parts["branch"])
    return Answer(204, None)


def gitlab(store: Store, asked: Asked) -> Answer:
    """Answer as GitLab does."""
    verb, path = asked.operation.split(" ")
    below = path.removeprefix("/projects/{id}")
    parts, body = {key: unquote(each) for key, each in asked.parts.items()}, asked.body
    if path == "/personal_access_tokens/self":
        return Answer(200, {"scopes": ["read_api" if store.rights == "scope" else "api"]})
    if below == "":
        access = {"access_level": 20 if store.rights == "read" else 30}
        return Answer(
            200,
            {
                "archived": False,
                "permissions": {"project_access": access, "group_access": None},
                "merge_requests_access_level": "enabled",
            },
        )
    if below == "/repository/branches/{branch}" and verb == "get":
        tip = store.at(parts["branch"])
        return Answer(200, {"commit": {"id": tip}}) if tip else _not_found()
    if below == "/repository/files/{file_path}":
        return _gitlab_file(store, parts["file_path"], asked.query["ref"])
    if below == "/repository/commits":
        store.meanwhile()
        return _gitlab_commit(store, body)
    if below == "/merge_requests":
        return _opened(store, "iid", body["source_branch"], body["target_branch"], body["title"], body["description"])
    store.bare.delete(parts["branch"])
    return Answer(204, None)


def _gitlab_file(store: Store, path: str, ref: str) -> Answer:
    there = store.file(path, ref)
    if not there:
        return Answer(404, {"message": "404 File Not Found"})
    since = store.bare.at("log", "-1", "--format=%H", store.at(ref) or "", "--", path)
    return Answer(200, {"blob_id": there[0], "content": base64.b64encode(there[1]).decode(), "last_commit_id": since})


def _gitlab_commit(store: Store, body: Any) -> Answer:
    (action,) = body["actions"]
    if store.at(body["branch"]):
        says = f"A branch called '{body['branch']}' already exists. Switch to that branch in order to make changes"
        return Answer(400, {"message": says})
    path = action["file_path"]
    since = store.bare.at("log", "-1", "--format=%H", body["start_sha"], "--", path)
    if action["last_commit_id"] != since:
        return Answer(
            400, {"message": "You are attempting to update a file that has changed since you started editing it."}
        )
    commit = store.write(body["branch"], body["start_sha"], path, action["content"], body["commit_message"])
    return Answer(200, {"id": commit})


def _opened(store: Store, key: str, *request: str) -> Answer:
    if store.rights == "no requests":
        return Answer(403, {"message": "Resource not accessible by personal access token"})
    if not store.at(request[0]) or not store.at(request[1]):
        return Answer(422, {"message": "Validation Failed"})
    return Answer(201, {key: store.open(*request)})


def _content(there: tuple[str, bytes] | None) -> Answer:
    return Answer(200, {"sha": there[0], "content": base64.encodebytes(there[1]).decode()}) if there else _not_found()


def _not_found() -> Answer:
    return Answer(404, {"message": "Not Found"})


KINDS: Mapping[str, Callable[[Store, Asked], Answer]] = {
    "github": github, "gitlab": gitlab, "forgejo": gitea, "gitea": gitea,
}  # fmt: skip
