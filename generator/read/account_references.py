"""What the files of accounts, partners and the team say about other things: whether those exist."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from generator.model.account import Account, Competitor, Partner, Person, Team
from generator.model.filed import Filed
from generator.model.method import Method
from generator.read.fault import Fault, unknown
from generator.read.references import METHOD

TEAM = "index.md"


def faults_of(noun: Filed, method: Method, team: Team, deals: Collection[str]) -> Iterator[Fault]:
    """Yield what is wrong with any file but a deal; `deals` are the identities of the deals of an account."""
    match noun:
        case Account():
            yield from _account(noun, team, deals)
        case Partner():
            yield from _functions("value_chain", noun.value_chain, method)
            for name in noun.answers:
                at = ("answers", name)
                known = method.partner_questions
                yield from unknown(at, "partner question", name, known, of_key=True, in_file=METHOD)
        case Team():
            yield from _functions("us", noun.us, method)
        case Competitor():
            return


def _functions(key: str, chain: Mapping[str, object], method: Method) -> Iterator[Fault]:
    for name in chain:
        yield from unknown((key, name), "function", name, method.functions, of_key=True, in_file=METHOD)


def _account(account: Account, team: Team, deals: Collection[str]) -> Iterator[Fault]:
    own = [deal for folder, _, deal in (each.partition("/") for each in deals) if folder == account.slug]
    for name, holding in account.offerings.items():
        if team.offerings:
            yield from unknown(("offerings", name), "offering", name, team.offerings, of_key=True, in_file=TEAM)
        if holding.deal:
            yield from unknown(("offerings", name, "deal"), "deal", holding.deal, own)
    for name, person in account.people.items():
        if above := person.reports_to:
            at = ("people", name, "reports_to")
            yield from unknown(at, "person", above, account.people, rests_on=("people", above))
    yield from _loops(account.people)


def _loops(people: Mapping[str, Person]) -> Iterator[Fault]:
    """Yield one fault for each reporting line that comes back to where it started."""
    seen: set[str] = set()
    for start in people:
        line: list[str] = []
        name: str | None = start
        while name is not None and name in people and name not in seen:
            seen.add(name)
            line.append(name)
            name = people[name].reports_to
        if name in line:
            loop = line[line.index(name) :]
            says = "the reporting line loops: " + " to ".join([*loop, loop[0]])
            yield Fault(("people", loop[0], "reports_to"), "reporting-loop", says, "let one of them report elsewhere")
