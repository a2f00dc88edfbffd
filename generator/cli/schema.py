"""`playbook schema`: the JSON Schema of a kind of file, under the team's method."""

from __future__ import annotations

import datetime as dt
from typing import cast

import click

from generator.cli.options.options import deals_folder, deals_option, example, today_option
from generator.cli.output.failures import INPUT
from generator.cli.output.printing import json_text, problem_text
from generator.intake.answers import schema_of_answers
from generator.read.file_names import METHOD
from generator.read.files import WorkTree
from generator.read.playbook import read_surroundings
from generator.schema.schema import SCHEMA_NOUNS, SchemaKind, schema_of

ANSWERS = "answers"
"""Kind of the files that `playbook intake` takes."""


@click.command(epilog=example("playbook schema", "playbook schema account > account.schema.json"))
@click.argument("kind", default="deal", type=click.Choice([*SCHEMA_NOUNS, ANSWERS]))
@deals_option
@today_option
@click.pass_context
def schema(ctx: click.Context, kind: str, deals: str, today: dt.date) -> None:
    """Print the JSON Schema (2020-12) of a kind of file, with the words of the team's method.

    KIND is deal where none is given; `answers` are for `playbook intake`. Ends with 1 where the method has a problem.
    """
    surroundings, problems = read_surroundings(WorkTree(deals_folder(ctx.obj, deals)), today)
    if theirs := [each for each in problems if each.path.endswith(METHOD)]:
        for problem in theirs:
            click.echo(problem_text(problem), err=True)
        ctx.exit(INPUT)
    method = surroundings.method
    found = schema_of_answers(method.criteria) if kind == ANSWERS else schema_of(cast("SchemaKind", kind), method)
    click.echo(json_text(found))
