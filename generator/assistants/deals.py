"""Questions on deals: which there are, what stands in one, how it scores, and what is not known yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Final, Literal

from pydantic import Field

from generator.assess.deal.assessment import assess
from generator.assess.judgement import Judgement
from generator.assistants.asking import Arguments, AskedWrongly, Cursor, DealName, Name
from generator.assistants.bounds import numbered, paged, question_of, some
from generator.assistants.ground import Ground
from generator.assistants.listed_deal import text_of
from generator.assistants.portfolio import Moment
from generator.assistants.text_from_files import KEY, entries_of, grouped, in_list, remark_on, visible
from generator.model.method import VERDICTS
from generator.problems import expected
from generator.read.playbook import read_deal
from generator.read.yaml.document import Document
from generator.show.records.score import rival_record, score_record, tally_record

MOST_IN_A_LIST: Final = 200
MOST_FINDINGS: Final = 40

Day = Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\d$")]
State = Literal["open", "won", "lost", "no-decision", "withdrawn", "broken"]


class DealFilters(Arguments):
    """Arguments of `list_deals`; each narrows the list."""

    account: Name | None = Field(None, description="folder of the account")
    owner: Name | None = Field(None, description="as the files write it; letter case makes no difference")
    stage: Name | None = None
    verdict: Name | None = Field(None, description="a word of the method, such as strengthen")
    state: State | None = Field(None, description="open, how it ended, or broken for a file with mistakes")
    closes_from: Day | None = Field(None, description="first day of the expected close, like 2026-12-01")
    closes_to: Day | None = Field(None, description="last day of the expected close")
    limit: int = Field(50, ge=1, le=MOST_IN_A_LIST)
    cursor: Cursor = None


class OneDeal(Arguments):
    """Arguments of questions on one deal."""

    deal: DealName


class OneDealPaged(Arguments):
    """Arguments of a question on one deal whose answer may have several parts."""

    deal: DealName
    cursor: Cursor = None


def list_deals(ground: Ground, asked: DealFilters) -> dict[str, Any]:
    """Return the deals that pass the filters, by identity. Raises AskedWrongly for a filter that nothing can pass."""
    moment = ground.portfolio.now()
    _check(asked, moment)
    entries = {
        identity: entry
        for identity, path in moment.listing.deals.items()
        if (entry := moment.entry(path)) and _passes(entry, asked)
    }
    question = question_of("list_deals", asked.model_dump(exclude={"cursor", "limit"}))
    told = paged(sorted(entries), entries.__getitem__, question, asked.cursor, asked.limit)
    head = {"as_of": moment.today.isoformat(), "method": moment.surroundings.method.name, "pending": moment.pending}
    return {**head, **told}


def _check(asked: DealFilters, moment: Moment) -> None:
    known: dict[str, set[str]] = {
        "account": {each.partition("/")[0] for each in moment.listing.deals},
        "stage": set(moment.surroundings.method.stages),
        "verdict": set(VERDICTS),
    }
    for name, words in known.items():
        value = getattr(asked, name)
        if value is not None and value not in words:
            raise AskedWrongly(f"no deal has the {name} {visible(value)!r}", expected(value, words))


def _passes(entry: Mapping[str, Any], asked: DealFilters) -> bool:
    close = entry.get("close") or ""
    return (
        (asked.account is None or entry["deal"].partition("/")[0] == asked.account)
        and (asked.owner is None or text_of(entry, "owner").casefold() == asked.owner.casefold())
        and (asked.stage is None or text_of(entry, "stage") == asked.stage)
        and (asked.verdict is None or entry["verdict"] == asked.verdict)
        and (asked.state is None or entry["state"] == asked.state)
        and (asked.closes_from is None or close >= asked.closes_from)
        and (asked.closes_to is None or "" < close <= asked.closes_to)
    )


def read_deal_file(ground: Ground, asked: OneDealPaged) -> dict[str, Any]:
    """Return how a deal stands, and all that its file says, value by value with their places."""
    moment = ground.portfolio.now()
    path = ground.deal_path(moment, asked.deal)
    content, known = ground.source.read(path), ground.portfolio.known(path)
    entries = grouped(entries_of(ground.shown(path), content))
    question = question_of("read", path, known.digest)
    told = numbered(entries, question, asked.cursor)
    stands = {key: value for key, value in known.entry.items() if key != KEY}
    return {**stands, "remark": remark_on(content), KEY: told.pop("entries"), **told}


class Judged:
    """A deal's judgement with the file that it stands in. Raises AskedWrongly where the file has mistakes."""

    def __init__(self, ground: Ground, path: str, moment: Moment) -> None:
        self.file = ground.shown(path)
        reading = read_deal(ground.source.name, path, ground.source.read(path), moment.surroundings)
        if reading.noun is None or reading.document is None:
            says = f"{self.file} has mistakes, so that it cannot be judged"
            raise AskedWrongly(says, "mend them first", reading.problems)
        self.document: Document = reading.document
        self.judgement: Judgement = assess(reading.noun, moment.surroundings, moment.today)

    def place(self, *at: str | int) -> str:
        """Return the place of a value: path, line and column."""
        line, column = self.document.place(at)
        return f"{self.file}:{line}:{column}"


def score(ground: Ground, asked: OneDeal) -> dict[str, Any]:
    """Return the basis of a deal's score: every rating with its place, gates, competitors, findings."""
    moment = ground.portfolio.now()
    of = Judged(ground, ground.deal_path(moment, asked.deal), moment)
    judgement = of.judgement
    record = score_record(judgement, of.file)
    findings, more = some(findings_of(of), MOST_FINDINGS, "`playbook check` prints all")
    ratings = {
        name: {key: value for key, value in rating.items() if key not in ("evidence", "by")}
        | {"place": of.place("assessment", name)}
        for name, rating in record["ratings"].items()
    }
    return {
        "deal": judgement.deal.identity,
        "file": of.file,
        "as_of": moment.today.isoformat(),
        "verdict": record["verdict"],
        **{key: record[key] for key in ("winnable", "worth", "questions", "gates", "next_questions")},
        "ratings": ratings,
        "competitors": [
            {"competitor": each.slug, "winnable": tally_record(each.winnable), "gap": rival_record(each)["gap"]}
            for each in judgement.rivals[:20]
        ],
        "findings": findings,
        "more_findings": more or None,
        KEY: list(_evidence(of)),
    }


def _evidence(of: Judged) -> Iterator[dict[str, str]]:
    for name, each in of.judgement.assessed.items():
        if each.evidence:
            at = ("assessment", name, "evidence")
            yield {"at": ".".join(at), "place": of.place(*at), "text": in_list(each.evidence)}


def findings_of(of: Judged) -> list[dict[str, str]]:
    """Return the findings of a deal that nobody has accepted, each with its place; they quote what the file says."""
    live = [(each, of.document.finding_place(each.at)) for each in of.judgement.findings if not each.accepted]
    return [
        {
            "code": each.code,
            "severity": each.severity,
            "place": f"{of.file}:{line}:{column}",
            KEY: in_list(each.says),
        }
        for each, (line, column) in live
    ]
