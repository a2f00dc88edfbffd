"""`playbook mcp`: a server that assistants ask, or one question from the terminal."""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
import traceback
from typing import Any

import click

from generator.cli.options.extras import libraries_of
from generator.cli.options.options import DayType, deals_folder, deals_option, example
from generator.cli.output.failures import INPUT
from generator.cli.output.printing import harmless, json_text


@click.command(
    epilog=example("playbook mcp", 'playbook mcp --ask list_deals \'{"verdict": "pursue"}\'', "playbook mcp --tools")
)
@click.option(
    "--allow-propose", is_flag=True, help="Offer the tool that makes branches; without it, all is read only."
)
@click.option("--tools", "list_tools", is_flag=True, help="Print the tools, and serve nobody.")
@click.option("--ask", nargs=2, metavar="TOOL JSON", help="Print the answer to one question, and serve nobody.")
@click.option(
    "--today", type=DayType(), metavar="DATE", help="Judge as of this day.  [default: today, as it goes on]"
)
@deals_option
@click.pass_context
def mcp(
    ctx: click.Context,
    allow_propose: bool,
    list_tools: bool,
    ask: tuple[str, str] | None,
    today: dt.date | None,
    deals: str,
) -> None:
    """Serve this playbook to an assistant, by the Model Context Protocol on standard input and output.

    An assistant's program starts it. It reads files and git here, and nothing else: no network, no model. With
    --allow-propose, it may put changes on branches of their own, which are never pushed. Without the extra
    `assistants`, --tools and --ask still work.
    """
    from generator.assistants.desk import Desk
    from generator.assistants.ground import Ground
    from generator.assistants.tools import tool_lines

    deals_folder(ctx.obj, deals)
    if list_tools:
        click.echo("\n".join(tool_lines(may_propose=allow_propose)))
        return
    ground = Ground(ctx.obj.resolve(), deals, (lambda: today) if today else dt.date.today, _tell)
    desk = Desk(ground, allow_propose, _fault)
    if ask:
        given = _given(ask[1])
        ground.portfolio.read_all()
        answer = desk.ask(ask[0], given)
        click.echo(json_text(answer.data))
        ctx.exit(INPUT if answer.refused else 0)
    with libraries_of("assistants"):
        from generator.assistants.server import serve
    serve(desk)


def _given(text: str) -> dict[str, Any]:
    """Return the arguments of a question. Raises UsageError where they are no JSON object."""
    try:
        given = json.loads(text)
    except (ValueError, RecursionError):
        given = None
    if not isinstance(given, dict):
        raise click.UsageError('the arguments are no JSON object (write them like \'{"deal": "acme/portal"}\')')
    return given


def _tell(says: str) -> None:
    """Say on the standard error what takes long."""
    sys.stderr.write(f"playbook mcp: {says}\n")


def _fault(fault: BaseException) -> None:
    """Say on the standard error what went wrong with us; with PLAYBOOK_DEBUG in the environment, where."""
    says = harmless(f"playbook mcp: this is a fault of the playbook ({type(fault).__name__}: {fault})")
    sys.stderr.write(f"{says}\n")
    if os.environ.get("PLAYBOOK_DEBUG"):
        traceback.print_exception(fault)
