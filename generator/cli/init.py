"""`playbook init`: a new playbook in a folder."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from generator.cli.options.options import example, typed_command
from generator.cli.output.failures import INPUT
from generator.edit.forges import NAMES, PUBLIC, Forge, forge_files
from generator.edit.new import for_assistants, new_playbook
from generator.read.method import DEFAULT, shipped
from generator.storage.atomic_write import write_below

INSTALLED = "what its jobs install (a wheel, a folder or git+https://...)"
FIRST_DEAL = "first-account/first-deal"
FORGES: Mapping[str, tuple[Forge, ...]] = {
    "both": ("github", "gitlab"),
    "github": ("github",),
    "gitlab": ("gitlab",),
    "none": (),
}


class Owners(click.ParamType[str]):
    """Option type of files' owners, as a forge writes them: `@acme/sales`, several with blanks between."""

    name = "owners"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the names as they stand, or fail with how to write them."""
        if re.fullmatch(r"@[\w./-]+( @[\w./-]+)*", value):
            return str(value)
        return self.fail(f"{value!r} names nobody (write it like @acme/sales)", param, ctx)


@click.command(
    epilog=example(
        "playbook init our-deals", "playbook init --forge github --team @acme/sales --maintainers @acme/it"
    )
)
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(path_type=Path))
@click.option("--name", default="Deal playbook", show_default=True, help="What the site is called.")
@click.option(
    "--forge",
    type=click.Choice(list(FORGES)),
    default="both",
    show_default=True,
    help="Forge to write workflows for.",
)
@click.option("--team", type=Owners(), default="@sales", show_default=True, help="Who owns the deals.")
@click.option("--maintainers", type=Owners(), default="@playbook", show_default=True, help="Who owns the rest.")
@click.option("--sharded", is_flag=True, help="Let four machines of the forge build the site together.")
@click.option("--assistants", is_flag=True, help="Add AGENTS.md, alone where there is a playbook already.")
@click.pass_context
def init(
    ctx: click.Context,
    folder: Path,
    name: str,
    forge: str,
    team: str,
    maintainers: str,
    sharded: bool,
    assistants: bool,
) -> None:
    """Start a playbook: mkdocs.yml, .gitignore, and deals/ with the team's page and one commented deal.

    By .vscode/settings.json an editor checks and completes deals/method.yml and deals/shares.yml, with the schemas of
    the built site, which every build makes anew.

    With it come the workflows of a forge, which compare, check and build a proposed change and publish the default
    branch, the code owners, and the form of a proposal.

    With --assistants comes AGENTS.md, by which programs that work on the files learn how to read, rate, cite and
    propose, and what never to do. In a playbook that is there already, that file alone is written.

    Nothing that is there is overwritten: if one of these files is, all of them are left.
    """
    target = ctx.obj / folder
    is_addition = assistants and (target / "mkdocs.yml").exists() and (target / "deals").is_dir()
    files = dict(for_assistants()) if assistants else {}
    if not is_addition:
        files |= new_playbook(name, shipped(DEFAULT))
        for each in FORGES[forge]:
            files |= forge_files(each, team, maintainers, sharded=sharded)
    _write(ctx, target, files)
    if is_addition:
        click.echo("\n".join(_written(target, files)).lstrip("\n"))
        return
    click.echo(
        "\n".join([*_next_steps(folder, typed_command(ctx)), *_written(target, files), *_before_publishing(forge)])
    )


def _write(ctx: click.Context, target: Path, files: Mapping[str, bytes]) -> None:
    """Write the files; where one is there already, say so and end with nothing written."""
    there = [path for path in files if (target / path).exists() or (target / path).is_symlink()]
    if there:
        for path in there:
            click.echo(f"{target / path} is there already", err=True)
        click.echo("nothing was written; start in another folder, or move these files away", err=True)
        ctx.exit(INPUT)
    for path, content in files.items():
        write_below(target, path, content)


def _next_steps(folder: Path, command: str) -> Iterator[str]:
    yield "Next:"
    if folder != Path():
        yield f"  cd {shlex.quote(str(folder))}"
    yield f"  {command} serve"
    yield f"  {command} interview {FIRST_DEAL}"
    yield f"The first shows the site and rebuilds it while you write into deals/{FIRST_DEAL}.md;"
    yield "the second asks what is open in that deal and writes your answers into it."


def _written(target: Path, files: Iterable[str]) -> Iterator[str]:
    yield "\nWritten:"
    yield from (f"  {target / path}" for path in files)


def _before_publishing(forge: str) -> Iterator[str]:
    if FORGES[forge]:
        yield "\nBefore it is published (nothing is until you set the variable PLAYBOOK_PAGES_ARE_PRIVATE to yes):"
    for each in FORGES[forge]:
        yield f"  on {NAMES[each]}: set the variable PLAYBOOK to {INSTALLED}. {PUBLIC[each]}"
