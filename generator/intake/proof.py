"""Proof of answers, a pure function of them, the deal and the notes: each is accepted, or is not proven and why.

Every answer is one of accepted, refused and "not said"; none is lost. What is accepted stands in the notes word for
word (see `quotes`), said by whoever is said to have said it; days and amounts stand in the quote (see `figures`).
A quote proves words and not their meaning, so it is shown under the question that it answers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from generator.assess.judgement import OpenQuestion
from generator.intake.answers import Kind, Placed
from generator.intake.answers_file import AnswersFile
from generator.intake.case import Case
from generator.intake.kinds.actions import proven_action
from generator.intake.kinds.criteria import criterion_of
from generator.intake.kinds.facts import proven_competitor, proven_date, proven_objection, proven_sum
from generator.intake.kinds.people import proven_person
from generator.intake.kinds.ratings import proven_rating
from generator.intake.proposed import Proposed
from generator.intake.quotes import MOST_PLACES, NotProven, Quoted, proven_quote
from generator.problems import Problem, Refused
from generator.read.yaml.place import At

PROOFS: Final[Mapping[Kind, Callable[[Any, Quoted, Case], Proposed]]] = {
    "ratings": proven_rating,
    "people": proven_person,
    "actions": proven_action,
    "dates": proven_date,
    "amounts": proven_sum,
    "objections": proven_objection,
    "competitors": proven_competitor,
}
NOT_PROVEN: Final = "not-proven"
REPORTED: Final = "it stands between quotation marks in the notes: these may be another's words"


class Accepted(NamedTuple):
    """An answer that is proven: its path in the answers, its quote, and what it would change."""

    at: tuple[str | int, ...]
    kind: Kind
    quoted: Quoted
    proposed: Proposed


class Proven(NamedTuple):
    """Answers after their proof: those accepted, a problem for each that is refused, and criteria not spoken of.

    `left_out` are open questions on which nothing was answered; `stale` tells that the deal's file was another one
    when the questions were asked.
    """

    accepted: tuple[Accepted, ...]
    refused: tuple[Problem, ...]
    not_said: tuple[str, ...]
    left_out: tuple[str, ...]
    stale: bool

    @property
    def given(self) -> int:
        """Number of answers that were given."""
        return len(self.accepted) + len(self.refused) + len(self.not_said)


def prove(file: AnswersFile, case: Case, questions: Sequence[OpenQuestion] = ()) -> Proven:
    """Return answers after their proof; `questions` are the deal's open ones.

    Raises Refused where the answers are to another deal.
    """
    answers = file.answers
    if answers.deal != case.of.identity:
        says = f"these answers are for {answers.deal!r}, and the deal is {case.of.identity!r}"
        raise Refused([file.problem(("deal",), "other-deal", says, "answer the questions of this deal")])
    accepted, refused, taken = list[Accepted](), list[Problem](), set[tuple[str, At]]()
    for each in answers.placed():
        try:
            found = _proven(each, case)
            _check_first(found, taken)
        except NotProven as fault:
            at = (*each.at, fault.key) if fault.key in each.answer.model_fields_set else each.at
            refused.append(file.problem(at, NOT_PROVEN, fault.says, fault.remedy))
        else:
            accepted.append(found)
            taken |= {(change.file, change.at) for change in found.proposed.changes if not change.adds}
    not_said = list[str]()
    rated = {each.criterion for each in answers.ratings}
    for number, named in enumerate(answers.not_said):
        try:
            if named in rated or named in not_said:
                raise NotProven(f"{named!r} stands here a second time, or is rated", "keep one of them")
            not_said.append(criterion_of(named, case))
        except NotProven as fault:
            refused.append(file.problem(("not_said", number), NOT_PROVEN, fault.says, fault.remedy))
    spoken_of = {*not_said, *rated}
    left_out = tuple(each.criterion for each in questions if each.criterion not in spoken_of)
    stale = answers.file not in ("", case.of.version)
    return Proven(tuple(accepted), tuple(refused), tuple(not_said), left_out, stale)


def _proven(placed: Placed, case: Case) -> Accepted:
    """Return an answer that is accepted. Raises NotProven where it is not."""
    answer = placed.answer
    quoted = proven_quote(answer.quote, answer.speaker, case.notes)
    proposed = PROOFS[answer.kind](answer, quoted, case)
    if quoted.is_reported:
        proposed = proposed._replace(remarks=(*proposed.remarks, REPORTED))
    return Accepted(placed.at, answer.kind, quoted, proposed)


def _check_first(found: Accepted, taken: set[tuple[str, At]]) -> None:
    """Check that no answer before changes the same. Raises NotProven where one does."""
    for change in found.proposed.changes:
        if any(file == change.file and _overlap(at, change.at) for file, at in taken if not change.adds):
            raise NotProven("an answer above says something of the same", "keep the one that counts")


def _overlap(one: At, other: At) -> bool:
    shared = min(len(one), len(other))
    return one[:shared] == other[:shared]


def places_of(accepted: Accepted, case: Case) -> str:
    """Return where a quote stands in the notes: `deals/a/meetings/2026-11-27-cfo.md:41, also in line 80`."""
    first, *more = accepted.quoted.places
    also = ", ".join(str(each.line) for each in more[: MOST_PLACES - 1])
    rest = f" and {len(more) - MOST_PLACES + 1} more" if len(more) >= MOST_PLACES else ""
    return f"{case.notes.path}:{first.line}" + (f", also in line {also}{rest}" if more else "")
