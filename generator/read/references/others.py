"""References in the files of accounts, partners and the team to other things, and whether those exist."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from generator.model.account import Account, Competitor, Member, Partner, Person, Team
from generator.model.file_noun import FileNoun
from generator.model.method import Method
from generator.model.who import handle
from generator.read.fault import Fault, unknown
from generator.read.references.deal import METHOD

TEAM = "index.md"


def faults_of(noun: FileNoun, method: Method, team: Team, deals: Collection[str]) -> Iterator[Fault]:
    """Yield the faults of any file but a deal; `deals` are the identities of all deals."""
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
            yield from _members(noun.members)
        case Competitor():
            return


def _functions(key: str, chain: Mapping[str, object], method: Method) -> Iterator[Fault]:
    for name in chain:
        yield from unknown((key, name), "function", name, method.functions, of_key=True, in_file=METHOD)


def _members(members: Mapping[str, Member]) -> Iterator[Fault]:
    """Yield a fault for each member who answers to what another one answers to: nobody could say whom is meant."""
    keys = {handle(key): key for key in members}
    first: dict[str, str] = {}
    for key, member in members.items():
        at, answers = ("members", key, "name"), handle(member.name)
        if (other := first.setdefault(answers, key)) != key:
            says = f"two members are called {member.name!r}: {other!r} is, too"
            yield Fault(at, "member-named-twice", says, "tell them apart, such as by an initial")
        elif keys.get(answers, key) != key:
            says = f"{member.name!r} is the key of another member"
            yield Fault(at, "member-named-twice", says, "write the name in full, or choose another key there")


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
