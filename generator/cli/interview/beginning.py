"""The beginning of a conversation: the deal that is meant, or one that is made."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

import click

from generator.cli.interview.asking import Question, Talk, Turn, as_written
from generator.cli.options.deal_file import DealFile
from generator.cli.output.printing import harmless
from generator.edit.new import fault_of, title_of
from generator.edit.slugs import slug_of
from generator.editor.edits import BadRequest
from generator.editor.new_things import new_thing
from generator.editor.saving import Saves
from generator.problems import nearest
from generator.read.files import WorkTree


def deal_meant(talk: Talk, source: WorkTree, named: str) -> DealFile:
    """Return the deal of a name: the one that has it, the one that is like it, or a new one, as is agreed.

    Raises UsageError where there is none of the name and none is made.
    """
    identity = PurePosixPath(named.removesuffix(".md")).as_posix().removeprefix(f"{source.name}/")
    near = source.listing_near(identity.partition("/")[0])
    if identity in near.deals:
        return DealFile(source, identity, near.deals[identity])
    deals = source.listing().deals
    meant = nearest(identity, deals)
    try:
        if meant and talk.agreed(f"There is no deal {identity!r}. Do you mean {meant!r}"):
            return DealFile(source, meant, deals[meant])
        made = _made(talk, source, identity)
    except Turn:
        made = None
    if made is None:
        hint = f" (did you mean {meant!r}?)" if meant else ""
        raise click.UsageError(f"there is no deal {harmless(repr(named))}{hint}, and none was made")
    return made


def _made(talk: Talk, source: WorkTree, identity: str) -> DealFile | None:
    """Return a deal that is made now under a name like the one given, None where that is not wanted."""
    account, _, deal = (each.strip() for each in identity.partition("/"))
    names = identity if not fault_of(identity) else "/".join(map(slug_of, (account, deal)))
    if wrong := fault_of(names):
        raise click.UsageError(f"there is no deal {harmless(repr(identity))}, and none can have that name: {wrong}")
    if not talk.agreed(f"There is no deal {names!r} yet. Make it"):
        return None
    folder, _, slug = names.partition("/")
    title = deal if slug != deal else title_of(slug)
    title = talk.answer(Question("title", "Its title", as_written, now=title), lambda _: "")
    try:
        if folder not in source.listing_near(folder).accounts:
            name = account if folder != account else title_of(folder)
            _say_made(talk, source, {"kind": "account", "title": name, "slug": folder})
        _say_made(talk, source, {"kind": "deal", "title": title or title_of(slug), "account": folder, "slug": slug})
    except BadRequest as fault:
        raise click.UsageError(f"{fault.says}{f' ({fault.remedy})' if fault.remedy else ''}") from None
    return DealFile(source, names, f"{names}.md")


def _say_made(talk: Talk, source: WorkTree, thing: dict[str, Any]) -> None:
    made = new_thing(thing, source, Saves())
    for path in made["made"]:
        talk.say(f"wrote {source.root / path}")
