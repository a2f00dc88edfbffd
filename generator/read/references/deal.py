"""References of a deal to other things: whether those exist, and whether the deal contradicts itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.model.deal import Deal, Milestone, Rating, ValueLine
from generator.model.method import Method
from generator.model.mistakes import NO_FILE, UNKNOWN_PERSON, UNLISTED, UNLISTED_RIVAL
from generator.model.money import Money
from generator.model.playbook import Surroundings
from generator.problems import Meant
from generator.read.fault import Fault, added, unknown
from generator.read.yaml.place import At

METHOD = "method.yml"
TEAM = "index.md"
AMOUNTS = ("amount", "budget", "revenue_1y", "revenue_3y", "profit")


def deal_faults(deal: Deal, surroundings: Surroundings) -> Iterator[Fault]:
    """Yield the faults of a deal that is sound by itself against everything else in the playbook."""
    method = surroundings.method
    yield from _stage(deal, method)
    yield from _competitors(deal, surroundings)
    yield from _ratings(deal, method)
    yield from _players(deal, surroundings)
    yield from _amounts(deal)
    yield from _value(deal, method)
    yield from _proposition(deal, method)
    yield from _partners(deal, surroundings)
    yield from _actions(deal, method)
    yield from _milestones(deal.plan.milestones, method)
    yield from _words_of_the_method(deal, method)
    yield from _past(deal)
    yield from _offerings(deal, surroundings)


def _stage(deal: Deal, method: Method) -> Iterator[Fault]:
    yield from unknown(("stage",), "stage", deal.stage, method.stages, in_file=METHOD)
    stage = method.stages.get(deal.stage)
    if stage and stage.closed and not deal.outcome:
        says = f"the stage {deal.stage!r} is closed, but there is no outcome"
        yield Fault(
            ("stage",), "no-outcome", says, "add `outcome:` with result and date", False, ("outcome",), METHOD
        )
    if stage and not stage.closed and deal.outcome:
        closed = [name for name, each in method.stages.items() if each.closed]
        says = f"there is an outcome, but the stage {deal.stage!r} is open"
        remedy = f"write stage: {' or '.join(closed)}, or delete the outcome"
        yield Fault(("outcome",), "outcome-of-an-open-deal", says, remedy, True, ("stage",), METHOD)


def _competitors(deal: Deal, surroundings: Surroundings) -> Iterator[Fault]:
    own = Rating.model_fields
    listed: set[str] = set()
    for place, name in enumerate(deal.competitors):
        if name in own:
            says = f"a competitor cannot be called {name!r}: a rating has that key itself"
            yield Fault(("competitors", place), "reserved-name", says, "choose another key")
        if name in listed:
            yield Fault(("competitors", place), "listed-twice", f"{name!r} is listed twice", "delete one")
        listed.add(name)
    if deal.primary_competitor:
        yield from _listed(("primary_competitor",), deal.primary_competitor, deal.competitors)
    incumbent, winner = deal.incumbent, deal.outcome.winner if deal.outcome else None
    if incumbent and incumbent not in ("us", *deal.competitors):
        yield from _listed(("incumbent",), incumbent, (*deal.competitors, *surroundings.competitors), ("us",))
    if winner and winner not in deal.competitors:
        yield from _listed(("outcome", "winner"), winner, (*deal.competitors, *surroundings.competitors))


def _listed(
    at: At, name: str, known: tuple[str, ...], besides: tuple[str, ...] = (), *, of_key: bool = False
) -> Iterator[Fault]:
    if name not in known:
        remedy = added(name, (*known, *besides), "competitors")
        says = UNLISTED.says.format(word=repr(name))
        yield Fault(at, "unlisted-competitor", says, remedy, of_key, ("competitors",))


def _ratings(deal: Deal, method: Method) -> Iterator[Fault]:
    first: dict[str, str] = {}
    listed = frozenset(deal.competitors)
    for cited, rating in deal.assessment.items():
        at: At = ("assessment", cited)
        yield from _criterion(at, cited, method, of_key=True)
        if (name := method.criterion(cited)) and (other := first.setdefault(name, cited)) != cited:
            yield Fault(at, "rated-twice", f"{cited!r} is {other!r}, which is rated already", "keep one", True)
        for rival in rating.rivals:
            if rival not in listed:
                yield from _rival((*at, rival), rival, deal.competitors)


def _rival(at: At, name: str, listed: tuple[str, ...]) -> Iterator[Fault]:
    """Yield the fault of a rating for somebody who is not in the deal, or of a misspelt key."""
    remedy = added(name, (*listed, *Rating.model_fields), "competitors")
    says = UNLISTED_RIVAL.says.format(word=repr(name))
    yield Fault(at, "unlisted-competitor", says, remedy, True, ("competitors",))


def _criterion(at: At, cited: str, method: Method, *, of_key: bool = False) -> Iterator[Fault]:
    if not method.criterion(cited):
        known = (*method.criteria, *method.set_aside)
        yield from unknown(at, "criterion", cited, known, of_key=of_key, in_file=METHOD)


def _players(deal: Deal, surroundings: Surroundings) -> Iterator[Fault]:
    people, file = surroundings.account(deal.account).people, f"{deal.account}/index.md"
    for name, player in deal.players.items():
        at: At = ("players", name)
        if name not in people:
            remedy = added(name, people, f"people in {file}")
            says = UNKNOWN_PERSON.says.format(word=repr(name))
            yield Fault(at, "unknown-person", says, remedy, True, (), file)
        for field in ("influences", "conflicts_with"):
            for place, other in enumerate(getattr(player, field)):
                yield from _player((*at, field, place), other, deal)
                if other == name:
                    says = f"{name!r} cannot be in {field} of itself"
                    yield Fault((*at, field, place), "points-at-itself", says, "name somebody else")


def _player(at: At, name: str, deal: Deal) -> Iterator[Fault]:
    yield from unknown(at, "player", name, deal.players, rests_on=("players", name))


def _amounts(deal: Deal) -> Iterator[Fault]:
    given: dict[At, Money | None] = {(field,): getattr(deal, field) for field in AMOUNTS}
    given |= {("offerings", name): amount for name, amount in deal.offerings.items()}
    yield from _one_currency(given)
    resources = deal.plan.resources.items()
    yield from _one_currency({("plan", "resources", name, "amount"): each.amount for name, each in resources})


def _one_currency(given: Mapping[At, Money | None]) -> Iterator[Fault]:
    """Yield a fault for every amount in another currency than the first one."""
    amounts = [(at, money) for at, money in given.items() if money]
    for at, money in amounts[1:]:
        (first_at, first), *_ = amounts
        if money.currency != first.currency:
            says = f"a second currency: {money.currency}, where {'.'.join(map(str, first_at))} is in {first.currency}"
            yield Fault(at, "second-currency", says, f"convert it to {first.currency}")


def _value(deal: Deal, method: Method) -> Iterator[Fault]:
    lines = deal.value.lines if deal.value else {}
    yield from _one_currency(
        {
            ("value", "lines", name, field): getattr(line, field)
            for name, line in lines.items()
            for field in ("amount", "low", "high")
        }
    )
    for name, line in lines.items():
        yield from _value_line(("value", "lines", name), line, deal, method)


def _value_line(at: At, line: ValueLine, deal: Deal, method: Method) -> Iterator[Fault]:
    yield from unknown((*at, "head"), "head", line.head, method.value_heads, in_file=METHOD)
    if head := method.value_heads.get(line.head):
        yield from unknown((*at, "item"), f"item of {line.head}", line.item, head.items, in_file=METHOD)
    if line.confirmed_by:
        yield from _player((*at, "confirmed_by"), line.confirmed_by, deal)
    elif line.confirmed_on:
        says = "a confirmation by nobody: confirmed_on is given without confirmed_by"
        needs = (*at, "confirmed_by")
        yield Fault((*at, "confirmed_on"), "confirmed-by-nobody", says, "name the player", True, needs)
    if line.end is not None and line.end < line.start:
        yield Fault((*at, "end"), "ends-before-it-starts", "the last month is before the first", "swap them")
    if line.low and line.low.currency == line.amount.currency and line.low.amount > line.amount.amount:
        yield Fault((*at, "low"), "low-over-amount", "low is more than the expected amount", "swap them")
    if line.high and line.high.currency == line.amount.currency and line.high.amount < line.amount.amount:
        yield Fault((*at, "high"), "high-under-amount", "high is less than the expected amount", "swap them")


def _proposition(deal: Deal, method: Method) -> Iterator[Fault]:
    for name, statement in deal.proposition.items():
        at: At = ("proposition", name)
        yield from unknown((*at, "pattern"), "pattern", statement.pattern, method.patterns, in_file=METHOD)
        if pattern := method.patterns.get(statement.pattern):
            for slot in statement.slots:
                yield from unknown((*at, "slots", slot), "slot", slot, pattern.slots, of_key=True, in_file=METHOD)
        if statement.audience:
            yield from _player((*at, "audience"), statement.audience, deal)


def _partners(deal: Deal, surroundings: Surroundings) -> Iterator[Fault]:
    for name, role in deal.partners.items():
        at: At = ("partners", name)
        if name not in surroundings.partners:
            remedy = Meant(name, surroundings.partners, NO_FILE.remedy.format(plain=name), listed=False)
            yield Fault(at, "partner-without-a-file", NO_FILE.says.format(word=repr(name)), remedy, True)
        for key, entry in role.helps.items():
            for place, cited in enumerate(entry.criteria):
                yield from _criterion((*at, "helps", key, "criteria", place), cited, surroundings.method)


def _actions(deal: Deal, method: Method) -> Iterator[Fault]:
    plan = deal.plan
    for name, action in plan.actions.items():
        at: At = ("plan", "actions", name)
        for place, cited in enumerate(action.criteria):
            yield from _criterion((*at, "criteria", place), cited, method)
        for place, player in enumerate(action.players):
            yield from _player((*at, "players", place), player, deal)
        if action.agreed_with:
            yield from _player((*at, "agreed_with"), action.agreed_with, deal)
        if step := action.milestone:
            needs: At = ("plan", "milestones", step)
            yield from unknown((*at, "milestone"), "milestone", step, plan.milestones, rests_on=needs)
        if goal := action.objective:
            needs = ("plan", "objectives", goal)
            yield from unknown((*at, "objective"), "objective", goal, plan.objectives, rests_on=needs)


def _milestones(milestones: Mapping[str, Milestone], method: Method) -> Iterator[Fault]:
    for name, milestone in milestones.items():
        if milestone.kind:
            at = ("plan", "milestones", name, "kind")
            yield from unknown(at, "kind of milestone", milestone.kind, method.milestones, in_file=METHOD)


def _words_of_the_method(deal: Deal, method: Method) -> Iterator[Fault]:
    if approach := deal.strategy.approach:
        yield from unknown(("strategy", "approach"), "strategy", approach, method.strategies, in_file=METHOD)
    for symptom in deal.control:
        yield from unknown(("control", symptom), "symptom", symptom, method.symptoms, of_key=True, in_file=METHOD)
    for row in deal.level:
        yield from unknown(("level", row), "dimension", row, method.levels, of_key=True, in_file=METHOD)
    for cited in deal.accepted:
        code, _, _ = cited.partition(":")
        known = (*method.findings, *method.set_aside)
        yield from unknown(("accepted", cited), "finding", code, known, of_key=True, in_file=METHOD)


def _past(deal: Deal) -> Iterator[Fault]:
    """Yield the faults of the deal's past; whether a day is in the future depends on today, which is a finding."""
    latest = None
    for day, change in deal.past.items():
        at: At = ("past", str(day))
        if latest and day < latest:
            says = f"{day} stands after {latest}, but the days of `past` go from the first to the last"
            yield Fault(at, "days-out-of-order", says, f"put it above {latest}", True)
        for place, name in enumerate(change.emptied):
            if getattr(change, name):
                says = f"{name} has a value on {day}, but is said to be emptied"
                yield Fault((*at, "emptied", place), "emptied-with-a-value", says, "delete one of the two")
        latest = max(day, latest or day)


def _offerings(deal: Deal, surroundings: Surroundings) -> Iterator[Fault]:
    ours = surroundings.team.offerings
    for name in deal.offerings if ours else ():
        yield from unknown(("offerings", name), "offering", name, ours, of_key=True, in_file=TEAM)
