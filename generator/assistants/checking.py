"""Check of a deal file's text before anybody writes it: every mistake with its place, or how the deal would stand."""

from __future__ import annotations

from typing import Any, Final

from pydantic import Field

from generator.assess.deal.assessment import assess
from generator.assistants.asking import Arguments, AskedWrongly, Cursor, DealName, quoted
from generator.assistants.bounds import numbered, question_of, some
from generator.assistants.ground import Ground
from generator.assistants.listed_deal import listed
from generator.assistants.text_from_files import KEY, in_list, visible
from generator.edit.new import fault_of
from generator.problems import Problem
from generator.read.playbook import read_deal
from generator.read.yaml.document import LARGEST_FILE
from generator.storage.digest import digest

MOST_FINDINGS: Final = 40


class DealText(Arguments):
    """Arguments of `check_text`."""

    deal: DealName
    text: str = Field(max_length=LARGEST_FILE, description="the whole file, front matter and notes")
    cursor: Cursor = None


def check_text(ground: Ground, asked: DealText) -> dict[str, Any]:
    """Return the mistakes that a deal's file would have with a text; without one, how the deal would stand.

    Raises AskedWrongly where no deal can have the name.
    """
    moment = ground.portfolio.now()
    identity = asked.deal.removeprefix(f"{ground.source.name}/").removesuffix(".md")
    if fault := fault_of(identity):
        raise AskedWrongly(f"{quoted(asked.deal)} cannot be a deal: {fault}", "name it like account/deal")
    content, path = asked.text.encode("utf-8", "surrogatepass"), f"{identity}.md"
    file = ground.shown(path)
    reading = read_deal(ground.source.name, path, content, moment.surroundings)
    told: dict[str, Any] = {"file": file, "exists": identity in moment.listing.deals}
    if reading.noun is None or reading.document is None:
        records = [problem_record(each) for each in reading.problems]
        return {**told, "sound": False, **numbered(records, question_of("check", digest(content)), asked.cursor)}
    judgement = assess(reading.noun, moment.surroundings, moment.today)
    places = ((each, reading.document.finding_place(each.at)) for each in judgement.findings if not each.accepted)
    found = (
        {"code": each.code, "place": f"{file}:{line}:{column}", KEY: in_list(each.says)}
        for each, (line, column) in places
    )
    findings, more = some(found, MOST_FINDINGS, "`playbook check` prints all")
    stands = listed(judgement, reading.document, file)
    return {
        **told,
        "sound": True,
        "entries": [],
        "would_stand": stands,
        "findings": findings,
        "more_findings": more or None,
    }


def problem_record(problem: Problem) -> dict[str, str]:
    """Return a mistake with its place, its sentence and its remedy."""
    return {
        "place": f"{visible(problem.path)}:{problem.line}:{problem.column}",
        "code": problem.code,
        KEY: visible(problem.says),
        "remedy": visible(problem.remedy),
    }
