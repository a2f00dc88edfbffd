"""New deals, accounts, partners, competitors and people, named by slugs that are proposed from their titles."""

from __future__ import annotations

import os
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, NamedTuple, get_args

from generator.edit.lock import held
from generator.edit.new import fault_of, fault_of_slug, new_account, new_competitor, new_deal, new_partner, title_of
from generator.edit.slugs import slugs_for
from generator.editor.edits import BadRequest, ChangeSet, change_set, text_of
from generator.editor.near import NearFiles
from generator.editor.saving import Saves, new_problems
from generator.model.playbook import RESERVED_ACCOUNTS, RESERVED_DEALS
from generator.read.files import WorkTree

NewKind = Literal["deal", "account", "partner", "competitor", "person"]
LONGEST_TITLE = 500


@dataclass(frozen=True)
class AccountFolders(Container[str]):
    """The names that no new account can have: those of folders that are there, and of pages of the site."""

    root: Path

    def __contains__(self, slug: object) -> bool:
        """Tell whether a name is taken."""
        return slug in RESERVED_ACCOUNTS or os.path.lexists(self.root / str(slug))


class NewThing(NamedTuple):
    """A thing to be made, as a form asks for it; `slug` is empty where one is to be proposed.

    `account` is the folder of a deal's or a person's account; `values` are a person's besides the name.
    """

    kind: NewKind
    title: str
    slug: str
    account: str
    values: Mapping[str, Any]


def new_thing(data: Mapping[str, Any], source: WorkTree, saves: Saves) -> dict[str, Any]:
    """Make what a form asks for, or with `dry` only propose its slug, and return its file and its slug.

    Raises BadRequest where it cannot be made, OSError and TimeoutError where the disk or another command refuse.
    """
    thing = _thing(data)
    if data.get("dry"):
        slug = _slug(thing, source)
        return {"slug": slug, "file": _file(thing, slug)}
    if thing.kind == "person":
        return _new_person(thing, source, saves)
    with held(source.root):
        slug = _slug(thing, source)
        files = list(_files(thing, slug, source))
        for path, _ in files:
            if (source.root / path).exists() or (source.root / path).is_symlink():
                raise BadRequest(f"{path} is there already", "choose another name", 409)
        for path, content in files:
            saves.make(source.root, path, content)
    return {"file": _file(thing, slug), "slug": slug, "made": [path for path, _ in files]}


def _thing(data: Mapping[str, Any]) -> NewThing:
    kind = next((each for each in get_args(NewKind) if each == data.get("kind")), None)
    if kind is None:
        raise BadRequest("kind is none of " + ", ".join(get_args(NewKind)), "reload the page")
    title = " ".join(text_of(data, "title", longest=LONGEST_TITLE).split())
    if not title:
        raise BadRequest("the title is missing", "give it a name")
    account = text_of(data, "account", missing="")
    values = data.get("values", {})
    if not isinstance(values, dict) or "name" in values:
        raise BadRequest("values is not a block of a person's keys", "reload the page")
    if kind in ("deal", "person") and (fault := fault_of(f"{account}/a-deal")):
        raise BadRequest(f"the account: {fault}", "choose an account")
    slug = text_of(data, "slug", missing="")
    if slug and (fault := fault_of_slug(slug)):
        raise BadRequest(fault, "choose another name")
    return NewThing(kind, title, slug, account if kind in ("deal", "person") else "", values)


def _slug(thing: NewThing, source: WorkTree) -> str:
    """Return the slug asked for, or else one proposed from the title that nothing beside it has."""
    return thing.slug or slugs_for({"": thing.title}, _taken(thing, source), {"": ""})[""]


def _taken(thing: NewThing, source: WorkTree) -> Container[str]:
    listing = source.listing_near(thing.account)
    if thing.kind == "person":
        return NearFiles(source, f"{thing.account}/index.md").surroundings.account(thing.account).people
    if thing.kind == "deal":
        return {*RESERVED_DEALS, *(deal.partition("/")[2] for deal in listing.deals)}
    if thing.kind == "partner":
        return {"index", *listing.partners}
    return {"index", *listing.competitors} if thing.kind == "competitor" else AccountFolders(source.root)


def _file(thing: NewThing, slug: str) -> str:
    """Return the path of the file that a thing stands in, below the deals folder."""
    folder = {"partner": "partners", "competitor": "competitors"}.get(thing.kind, thing.account)
    if thing.kind in ("account", "person"):
        return f"{thing.account or slug}/index.md"
    return f"{folder}/{slug}.md"


def _files(thing: NewThing, slug: str, source: WorkTree) -> Iterator[tuple[str, bytes]]:
    """Yield the files to be written, by path; an account that a new deal is the first of gets its file, too."""
    path = _file(thing, slug)
    if thing.kind == "deal":
        if fault := fault_of(f"{thing.account}/{slug}"):
            raise BadRequest(fault, "choose another name")
        near = NearFiles(source, path)
        if thing.account not in near.listing.accounts:
            yield f"{thing.account}/index.md", new_account(title_of(thing.account))
        yield path, new_deal(thing.title, near.surroundings.method)
    elif thing.kind == "account":
        if fault := fault_of(f"{slug}/a-deal"):
            raise BadRequest(fault, "choose another name")
        yield path, new_account(thing.title)
    else:
        yield path, (new_partner if thing.kind == "partner" else new_competitor)(thing.title)


def _new_person(thing: NewThing, source: WorkTree, saves: Saves) -> dict[str, Any]:
    """Add a person to an account by an edit of its file, and return the key by which deals cite them."""
    near = NearFiles(source, f"{thing.account}/index.md")
    near.check()
    key = _slug(thing, source)
    values = {"name": thing.title, **thing.values}
    added = {"at": ["people", key], "was": None, "value": values}
    changes: ChangeSet = change_set({"file": near.path, "edits": [added]})
    plan, save = saves.save(near, changes)
    if plan.conflicts:
        raise BadRequest(f"{near.path} has a person {key!r} already", "choose another name", 409)
    if save is None:
        problem = new_problems(near, plan)[0]
        raise BadRequest(problem.says, problem.remedy, 422)
    return {"file": near.path, "slug": key, "made": []}
