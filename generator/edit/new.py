"""New files, with comments that say what to write in each place."""

from __future__ import annotations

from collections.abc import Mapping

from generator.edit.blanks import blank, plain
from generator.edit.scalars import scalar
from generator.model.meeting import FOLDER as MEETINGS
from generator.model.method import Method
from generator.model.playbook import DEVICES, RESERVED_ACCOUNTS
from generator.model.text import SLUG

COMMENT_COLUMN = 44


def new_deal(title: str, method: Method) -> bytes:
    """Return a deal of which nothing is known yet, with every criterion of the method."""
    return blank(
        "deal.md",
        title=scalar(title),
        stage=_first_stage(method),
        stages=", ".join(method.stages),
        assessment="\n".join(_assessment(method)),
        first=next(iter(method.criteria)),
    )


def proposed_deal(method: Method) -> bytes:
    """Return a deal in short, small enough for the address that opens a forge's editor with it."""
    lines = [f'  {name}: {{us: "?"}}' for name in method.criteria]
    stages = ", ".join(method.stages)
    return blank("proposal.md", stage=_first_stage(method), stages=stages, assessment="\n".join(lines))


def _first_stage(method: Method) -> str:
    open_stages = [name for name, stage in method.stages.items() if not stage.closed]
    return (open_stages or list(method.stages))[0]


def _assessment(method: Method) -> list[str]:
    lines = []
    for question, asked in method.questions.items():
        lines.append(f"  # {asked.letter}  {asked.ask}")
        for name, criterion in method.of_question(question):
            gate = ", a gate" if criterion.gate else ""
            line = f'  {name}: {{us: "?"}}'
            lines.append(f"{line:<{COMMENT_COLUMN}} # {criterion.low} ... {criterion.high}{gate}")
    return lines


def new_account(title: str) -> bytes:
    """Return an account of which only the name is known."""
    return blank("account.md", title=scalar(title))


def new_partner(title: str) -> bytes:
    """Return a partner of which only the name is known."""
    return blank("partner.md", title=scalar(title))


def new_competitor(title: str) -> bytes:
    """Return a competitor of which only the name is known."""
    return blank("competitor.md", title=scalar(title))


def title_of(slug: str) -> str:
    """Return a slug as a title, for a start."""
    words = slug.replace("-", " ")
    return words[:1].upper() + words[1:]


def fault_of(identity: str) -> str:
    """Return the fault that keeps an identity from being a deal's, or nothing: it is account/deal in slugs."""
    account, slash, deal = identity.partition("/")
    if not slash or "/" in deal:
        return "write it as account/deal"
    if fault := fault_of_slug(account) or fault_of_slug(deal):
        return fault
    if account in RESERVED_ACCOUNTS:
        says = f"an account cannot be called {account!r}: the site keeps that address for a page of its own"
        return f"{says} (write it like {account}-group)"
    if deal == MEETINGS:
        return f"a deal cannot be called {deal!r}: that folder is for the account's meetings"
    return "a deal cannot be called 'index': that is the account's own file" if deal == "index" else ""


def fault_of_slug(slug: str) -> str:
    """Return the fault that keeps a text from being the name of a file or a folder, or nothing."""
    if not SLUG.fullmatch(slug) or len(slug) > 64:
        return f"{slug!r} is not usable: lower-case letters a-z, digits and single hyphens, 64 at most"
    if slug in DEVICES:
        return f"nothing can be called {slug!r}: on Windows that is a device (write it like {slug}-group)"
    return ""


def for_assistants() -> Mapping[str, bytes]:
    """Return the file by which assistants learn how to work on a playbook, by its path."""
    return {"AGENTS.md": plain("agents.md")}


def new_playbook(name: str, method: Method) -> Mapping[str, bytes]:
    """Return the files of a new playbook by path, with one commented deal."""
    return {
        "mkdocs.yml": blank("mkdocs.yml", name=scalar(name)),
        ".gitignore": plain("gitignore"),
        ".vscode/settings.json": plain("editor-settings.json"),
        "deals/index.md": plain("team.md"),
        "deals/first-account/index.md": new_account("First account"),
        "deals/first-account/first-deal.md": new_deal("First deal", method),
    }
