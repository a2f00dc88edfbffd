"""`playbook serve`: the site, live while its files are written."""

from __future__ import annotations

import click

from generator.cli.options.options import example
from generator.cli.output.printing import problem_text
from generator.plugin.preview import serve as serve_site
from generator.problems import Problem
from generator.show.text.values import counted
from generator.site.build import Built
from generator.site.request import BuildRequest


def say(problems: tuple[Problem, ...], built: Built | None) -> None:
    """Print the result of a build."""
    for problem in problems:
        click.echo(problem_text(problem), err=True)
    click.echo(f"{counted(built.deals, 'deal')} built" if built else "not built; the last site stays", err=True)


@click.command(epilog=example("playbook serve --port 8001"))
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="The port to listen on; 0 takes a free one.",
)
@click.pass_context
def serve(ctx: click.Context, host: str, port: int) -> None:
    """Show the site in a browser and build it again whenever a file is saved; problems stand on its pages."""

    def listening(bound: int) -> None:
        click.echo(f"http://{f'[{host}]' if ':' in host else host}:{bound}/  (end with Ctrl-C)", err=True)

    serve_site(ctx.obj / "mkdocs.yml", BuildRequest(), say, listening, host, port)
