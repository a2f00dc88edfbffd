"""Excerpts of the forges' own API descriptions: the operations that the page for proposals uses, and nothing else.

    python -m tests.forges.excerpt KIND DESCRIPTION VERSION

writes KIND.json from a description that was fetched before (README.md here says where each comes from). Requests
are kept whole, answers as far as the page reads them.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
REPOSITORY = "/repos/{owner}/{repo}"
PROJECT = "/api/v4/projects/{id}"
GITEA = {
    f"get {REPOSITORY}": "archived permissions.push has_pull_requests",
    f"get {REPOSITORY}/branches/{{branch}}": "commit.id",
    f"get {REPOSITORY}/contents/{{filepath}}": "sha content",
    f"put {REPOSITORY}/contents/{{filepath}}": "commit.sha",
    f"post {REPOSITORY}/pulls": "number",
    f"delete {REPOSITORY}/branches/{{branch}}": "",
}
USED: Mapping[str, Mapping[str, str]] = {
    "github": {
        f"get {REPOSITORY}": "archived permissions.push",
        f"get {REPOSITORY}/git/ref/{{ref}}": "object.sha",
        f"get {REPOSITORY}/contents/{{path}}": "sha content",
        f"post {REPOSITORY}/git/refs": "ref object.sha",
        f"put {REPOSITORY}/contents/{{path}}": "commit.sha",
        f"post {REPOSITORY}/pulls": "number",
        f"delete {REPOSITORY}/git/refs/{{ref}}": "",
    },
    "gitlab": {
        "get /api/v4/personal_access_tokens/self": "scopes",
        f"get {PROJECT}": "archived permissions.project_access.access_level merge_requests_access_level",
        f"get {PROJECT}/repository/branches/{{branch}}": "commit.id",
        f"get {PROJECT}/repository/files/{{file_path}}": "",
        f"post {PROJECT}/repository/commits": "id",
        f"post {PROJECT}/merge_requests": "iid",
        f"delete {PROJECT}/repository/branches/{{branch}}": "",
    },
    "gitea": GITEA,
    "forgejo": GITEA,
}
"""The operations of each forge, and the values of their answers that are read."""
WORDS = frozenset({"description", "example", "examples", "summary", "x-go-name", "x-go-package", "default"})


class Description:
    """A description, as OpenAPI 3 or as Swagger 2 writes it."""

    def __init__(self, whole: Mapping[str, Any]) -> None:
        self.whole = whole

    def at(self, node: Any) -> Any:
        """Return a node, or the one that it refers to."""
        while isinstance(node, dict) and "$ref" in node:
            target: Any = self.whole
            for step in node["$ref"].removeprefix("#/").split("/"):
                target = target[step]
            node = target
        return node

    def plain(self, node: Any, depth: int = 0) -> Any:
        """Return a schema whole, with what it refers to in place and without words for readers."""
        node = self.at(node)
        if isinstance(node, list):
            return [self.plain(each, depth) for each in node]
        if not isinstance(node, dict) or depth > 8:
            return node if not isinstance(node, dict) else {}
        names = node.get("properties", {})
        made = {
            key: self.plain(each, depth + 1) for key, each in node.items() if key not in WORDS and key != "properties"
        }
        return made | (
            {"properties": {name: self.plain(each, depth + 1) for name, each in names.items()}} if names else {}
        )

    def read(self, node: Any, paths: list[str]) -> dict[str, Any]:
        """Return a schema with the values at some paths alone; of several kinds of answers, the one with them."""
        node = self.at(node) or {}
        for kinds in (node.get("oneOf"), node.get("anyOf")):
            if kinds and not paths:
                return {}
            if kinds:
                fitting = [each for each in map(self.at, kinds) if paths[0].split(".")[0] in self._names(each)]
                return self.read(fitting[0], paths)
        names = self._names(node)
        made: dict[str, Any] = {}
        for name in {each.split(".")[0] for each in paths}:
            below = [each.partition(".")[2] for each in paths if each.split(".")[0] == name and "." in each]
            if name in names:
                made[name] = self.read(names[name], below) if below else self.plain(names[name])
        required = sorted(set(node.get("required", ())) & set(made))
        schema: dict[str, Any] = {"type": "object", "properties": dict(sorted(made.items()))} if made else {}
        return schema | ({"required": required} if required else {})

    def _names(self, node: Mapping[str, Any]) -> Mapping[str, Any]:
        parts = [self.at(each) for each in node.get("allOf", ())]
        return {name: each for part in (node, *parts) for name, each in part.get("properties", {}).items()}

    def operation(self, path: str, method: str, paths: list[str]) -> dict[str, Any]:
        """Return one operation: what it takes, and what it answers."""
        of = self.whole["paths"][path]
        parameters = [self.at(each) for each in (*of.get("parameters", ()), *of[method].get("parameters", ()))]
        body = self.at(of[method].get("requestBody", {})).get("content", {}).get("application/json", {}).get("schema")
        body = body or next((each["schema"] for each in parameters if each["in"] == "body"), None)
        answers = {status: self._answer(each) for status, each in of[method]["responses"].items()}
        return {
            "query": sorted(each["name"] for each in parameters if each["in"] == "query"),
            "body": self.plain(body) if body else None,
            "answers": {
                status: self.read(each, paths) if status.startswith("2") and each and paths else {}
                for status, each in sorted(answers.items())
            },
        }

    def _answer(self, node: Any) -> Any:
        answer = self.at(node)
        contents = answer.get("content", {})
        return contents.get("application/json", next(iter(contents.values()), {})).get("schema") or answer.get(
            "schema"
        )


def corrected(kind: str, operations: dict[str, Any]) -> None:
    """Mend what GitLab's description says otherwise than its own pages on the API, which its server follows."""
    if kind != "gitlab":
        return
    project = operations["get /projects/{id}"]["answers"]["200"]["properties"]["permissions"]["properties"]
    project["project_access"] = {"type": "object", "properties": {"access_level": {"type": "integer"}}}
    actions = operations["post /projects/{id}/repository/commits"]["body"]["properties"]["actions"]["items"]
    operations["get /projects/{id}/repository/files/{file_path}"]["answers"]["404"] = {}
    actions["required"] = ["action", "file_path"]  # the others are for moves, contents and modes


def excerpt(kind: str, whole: Mapping[str, Any], version: str) -> dict[str, Any]:
    """Return the excerpt of a kind of forge."""
    description = Description(whole)
    made = {}
    for used, read in USED[kind].items():
        method, path = used.split(" ")
        made[used.replace("/api/v4", "")] = description.operation(path, method, read.split())
    corrected(kind, made)
    return {"title": whole["info"]["title"], "version": version, "operations": made}


def main(kind: str, source: str, version: str) -> None:
    """Write the excerpt of a description."""
    text = re.sub(r"\{\{[^}]*\}\}", "", Path(source).read_text("utf-8"))
    whole = json.loads(text) if text.startswith("{") else yaml.load(text, Loader=yaml.CSafeLoader)
    content = json.dumps(excerpt(kind, whole, version), indent=1, sort_keys=True)
    (HERE / f"{kind}.json").write_text(content + "\n", "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
