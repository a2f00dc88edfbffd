"""The command `playbook`: its commands by name, and the handling of errors."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from generator import __version__
from generator.cli.options.options import example
from generator.cli.output.failures import ELSE, ended
from generator.cli.output.streams import let_go_of_full, make_ready

COMMANDS: Mapping[str, tuple[str, str]] = {
    "init": ("generator.cli.init:init", "Start a playbook in a folder."),
    "new": ("generator.cli.new:new", "Write a commented deal file."),
    "check": ("generator.cli.check:check", "Report every problem and finding."),
    "score": ("generator.cli.score:score", "Score deals: ranges, verdict, next question."),
    "odds": ("generator.cli.odds.command:odds", "How often deals that stood alike were won."),
    "rate": ("generator.cli.edits.rate:rate", "Rate a criterion of a deal, on its line."),
    "interview": ("generator.cli.interview.command:interview", "Fill in a deal in a conversation."),
    "meeting": (
        "generator.cli.edits.meeting:meeting",
        "Keep what was said in a meeting, from a recording or a mail.",
    ),
    "intake": ("generator.cli.intake.command:intake", "Turn a meeting's notes into proven changes of a deal."),
    "reassign": ("generator.cli.edits.reassign:reassign", "Hand open deals and actions to another owner."),
    "import": ("generator.cli.import_:import_", "Turn a CRM export into deal files, again and again."),
    "crm": ("generator.cli.crm:crm", "Where the deals stand, as a file for the CRM."),
    "history": ("generator.cli.history:history", "Show how a deal's score moved, commit by commit."),
    "diff": ("generator.cli.diff:diff", "Tell what a change does to the deals."),
    "schema": ("generator.cli.schema:schema", "The form of the files, as JSON Schema."),
    "build": ("generator.cli.build:build", "Build the site."),
    "serve": ("generator.cli.serve:serve", "Show the site, live while you write."),
    "digest": ("generator.cli.digest:digest", "What is overdue and due, moved and to ask, for a mail."),
    "mcp": ("generator.cli.mcp.command:mcp", "Let an assistant ask this playbook; read only by default."),
    "xlsx": ("generator.cli.xlsx:xlsx", "The portfolio as a workbook."),
    "pdf": ("generator.cli.pdf:pdf", "A deal's brief on paper."),
    "slides": ("generator.cli.slides:slides", "Three slides for the review of a deal."),
    "share": ("generator.cli.share.commands:share", "Read-only links: one page for one reader."),
    "publish": ("generator.cli.publish:publish_command", "Show a branch's newest commit, for a web server."),
    "hook": ("generator.cli.hook:hook", "Publish on every push to a repository of your own."),
}
"""Commands with their module, which is loaded when it runs, and their purpose in one line."""


class LazyGroup(click.Group):
    """A group whose commands are loaded when they run, so that every command starts at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands, in the order in which they are needed."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, or None if there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, says) for name, (_, says) in COMMANDS.items()])

    def main(self, *args: Any, **settings: Any) -> Any:
        """Run the program; what the disk or a stream refuses before a command begins ends it with a sentence, too."""
        make_ready()
        try:
            return super().main(*args, **settings)
        except OSError as error:
            if os.environ.get("PLAYBOOK_DEBUG") or not settings.get("standalone_mode", True):
                raise
            sys.exit(_ended(error))

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; an error ends it with a sentence and an exit code, without a traceback.

        With PLAYBOOK_DEBUG in the environment the error is raised as it is.
        """
        try:
            return super().invoke(ctx)
        except Exception as error:
            if os.environ.get("PLAYBOOK_DEBUG"):
                raise
            return ctx.exit(_ended(error))


def _ended(error: Exception) -> int:
    """Return the exit code of an error, which is not said where nothing can be printed."""
    code = ELSE
    with contextlib.suppress(OSError):
        code = ended(error)
    let_go_of_full()
    return code


@click.group(
    cls=LazyGroup,
    epilog=example("playbook check"),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="playbook", message="%(prog)s %(version)s")
@click.option("-C", "root", metavar="DIR", default=".", type=click.Path(path_type=Path), help="Work in this folder.")
@click.pass_context
def main(ctx: click.Context, root: Path) -> None:
    """Deals as files: assessed in the open, published as a playbook."""
    if not root.is_dir():
        raise click.UsageError(f"there is no folder {root}", ctx)
    ctx.obj = root
    if os.environ.get("NO_COLOR"):
        ctx.color = False
