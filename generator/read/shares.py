"""The register of shares: its entries, and whether their subjects exist and may be shared.

A share that is over (revoked or expired) shows nothing, so its subject need not exist: its deal may be gone.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

from pydantic import ValidationError

from generator.model.counting import counted
from generator.model.file_noun import CutText
from generator.model.method import Audience
from generator.model.playbook import Surroundings
from generator.model.share import LONGEST, SUBJECTS, Register, Share
from generator.model.who import handle
from generator.problems import MOST_OF_A_FILE, Meant, Problem, Refused, first_of
from generator.read.cut_short import cut_short
from generator.read.fault import Fault, unknown
from generator.read.file_names import METHOD, SHARES
from generator.read.files import Listing, Source
from generator.read.reading import Reading, pruned, wrong_in
from generator.read.refusals import Error, errors_of
from generator.read.sentences import problems_of, unknown_empty
from generator.read.yaml.document import Document, parse_whole
from generator.read.yaml.place import At

STAND_INS = {"audience": "unknown", "reader": "?", "issued": "2000-01-01", "expires": "9999-12-31"}
"""Stand for what a share with mistakes lacks; its end is then one that is never reached."""

Thing = TypeVar("Thing")


@dataclass(frozen=True)
class Faulty:
    """A share with mistakes: its problems, and the rest of it without them, None where nothing is certain."""

    problems: tuple[Problem, ...]
    left: Share | None

    @property
    def reason(self) -> str:
        """Reason why it cannot be built: its first mistake."""
        return str(self.problems[0])

    def is_over(self, today: dt.date) -> bool:
        """Whether its link is known to have expired or to be revoked."""
        return self.left is not None and self.left.is_over(today)


@dataclass(frozen=True)
class Entries:
    """The register share by share: those without a mistake, those with one by their ids, and every problem."""

    sound: Register
    faulty: Mapping[str, Faulty]
    problems: tuple[Problem, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The ids of all shares, with a mistake or without."""
        return (*self.sound.shares, *self.faulty)

    def left(self) -> Iterator[tuple[str, Share]]:
        """Yield every share that can be read at least in part, the sound ones first."""
        yield from self.sound.shares.items()
        yield from ((name, each.left) for name, each in self.faulty.items() if each.left)


def read_register(
    source: Source, listing: Listing, surroundings: Surroundings, today: dt.date | None = None
) -> Reading[Register]:
    """Return the register of a source, which is empty where there is no file, or the problems of that file.

    Without a day, a share that has expired counts as one that has not.
    """
    try:
        entries = read_entries(source, listing, surroundings, today)
    except Refused as refused:
        return Reading(None, refused.problems, None)
    return Reading(None if entries.problems else entries.sound, entries.problems, None)


def read_entries(
    source: Source, listing: Listing, surroundings: Surroundings, today: dt.date | None = None
) -> Entries:
    """Return the register of a source share by share. Raises Refused where its file cannot be parsed."""
    if not listing.has_shares:
        return Entries(Register(), {}, ())
    path = f"{source.name}/{SHARES}"
    return entries_of(parse_whole(path, source.read(SHARES)), listing.deals, surroundings, today)


def register_of(
    path: str, content: bytes, deals: Collection[str], surroundings: Surroundings, today: dt.date | None = None
) -> Reading[Register]:
    """Return the register of a file's content, or its problems; `deals` are the identities of those there are."""
    try:
        document = parse_whole(path, content)
    except Refused as refused:
        return Reading(None, refused.problems, None)
    entries = entries_of(document, deals, surroundings, today)
    return Reading(None if entries.problems else entries.sound, entries.problems, document)


def entries_of(
    document: Document, deals: Collection[str], surroundings: Surroundings, today: dt.date | None
) -> Entries:
    """Return the entries of a register, share by share."""
    errors = _errors(document)
    problems = [*document.problems, *problems_of(errors[: MOST_OF_A_FILE + 1], document, Register)]
    errors_at, flawed_at = _by_share(errors, lambda each: each.at), _by_share(document.flawed, lambda each: each)
    known = Subjects(deals, dict.fromkeys(deal.partition("/")[0] for deal in deals))
    shares = document.data.get("shares")
    sound, faulty = dict[str, Share](), dict[str, Faulty]()
    for name, fields in shares.items() if isinstance(shares, dict) else ():
        at: At = ("shares", name)
        own, flawed = errors_at.get(at, []), flawed_at.get(at, [])
        if own or flawed:
            said = tuple(problems_of(own, document, Register)) or document.problems
            faulty[name] = Faulty(said, _left(document, at, fields, own, flawed))
            continue
        share = Share.model_validate(fields)
        if located := tuple(_located(name, share, document, known, surroundings, today)):
            problems += located
            faulty[name] = Faulty(located, share)
        else:
            sound[name] = share
    return Entries(Register(shares=sound), faulty, first_of(problems))


def _by_share(things: Iterable[Thing], at: Callable[[Thing], At]) -> Mapping[At, list[Thing]]:
    """Return things by the share that they are about, each in its order."""
    of = defaultdict[At, list[Thing]](list)
    for each in things:
        of[at(each)[:2]].append(each)
    return of


def cut_short_in(source: Source, listing: Listing) -> tuple[CutText, ...]:
    """Return the texts of the register of which a part was taken for a comment."""
    if not listing.has_shares:
        return ()
    try:
        document = parse_whole(f"{source.name}/{SHARES}", source.read(SHARES))
    except Refused:
        return ()
    return cut_short(document, lambda data: wrong_in(_made(data)))


def _errors(document: Document) -> list[Error]:
    made = _made(document.data)
    return [*(made if isinstance(made, list) else ()), *unknown_empty(document, Register)]


def _made(written: dict[str, Any]) -> Register | list[Error]:
    try:
        return Register.model_validate(written)
    except ValidationError as refusal:
        return errors_of(refusal)


def _left(document: Document, at: At, fields: object, errors: Sequence[Error], flawed: Sequence[At]) -> Share | None:
    """Return a share without its mistakes, None where its generation is one of them or nothing is left."""
    misplaced = [document.known(each.at) for each in errors if each.kind != "missing" and each.at[-1] != "[key]"]
    wrong = {each[len(at) :] for each in (*misplaced, *flawed)}
    unusable = any(each.at[-1] == "[key]" and len(each.at) == len(at) + 1 for each in errors)
    if unusable or not isinstance(fields, dict) or wrong & {(), ("generation",)}:
        return None
    rest: dict[str, Any] = pruned(fields, wrong)[0]
    try:
        return Share.model_validate(STAND_INS | rest)
    except ValidationError:
        return None


def _located(
    name: str,
    share: Share,
    document: Document,
    known: Subjects,
    surroundings: Surroundings,
    today: dt.date | None,
) -> Iterator[Problem]:
    for fault in share_faults(("shares", name), share, known, surroundings, today):
        if fault.in_file not in surroundings.broken:
            yield document.problem(fault.at, fault.code, fault.says, fault.remedy, of_key=fault.of_key)


class Subjects(NamedTuple):
    """The deals that can be shared, by identity, and their accounts."""

    deals: Collection[str]
    accounts: Mapping[str, None]


def share_faults(
    at: tuple[str, str],
    share: Share,
    known: Subjects,
    surroundings: Surroundings,
    today: dt.date | None = None,
) -> Iterator[Fault]:
    """Yield the faults of a share that is sound by itself against everything else in the playbook."""
    yield from _days(at, share)
    if share.is_over(today):
        return
    audiences = surroundings.method.audiences
    yield from unknown((*at, "audience"), "audience", share.audience, audiences, in_file=METHOD)
    yield from _subject(at, share, known, surroundings)
    yield from _sender(at, share, surroundings)
    if share.portfolio:
        for place, account in enumerate(share.portfolio.account):
            yield from unknown((*at, "portfolio", "account", place), "account", account, known.accounts)
        for place, stage in enumerate(share.portfolio.stage):
            yield from unknown(
                (*at, "portfolio", "stage", place), "stage", stage, surroundings.method.stages, in_file=METHOD
            )
    if audience := audiences.get(share.audience):
        yield from _permitted(at, share, audience)
        yield from _partner(at, share, audience, surroundings)


def _subject(at: tuple[str, str], share: Share, known: Subjects, surroundings: Surroundings) -> Iterator[Fault]:
    if len(share.subjects) != 1:
        said = " and ".join(share.subjects)
        says = f"{at[1]} shares {said}" if said else f"{at[1]} shares nothing"
        yield Fault(at, "not-one-subject", says, f"write one of {', '.join(SUBJECTS)}", of_key=True)
    if share.deal and share.deal not in known.deals:
        remedy = Meant(share.deal, known.deals, "write it as account/deal")
        yield Fault((*at, "deal"), "unknown-deal", f"there is no deal {share.deal!r}", remedy)
    if share.account and share.account not in surroundings.accounts and share.account not in known.accounts:
        accounts = (*surroundings.accounts, *known.accounts)
        yield from unknown((*at, "account"), "account", share.account, accounts)


def _sender(at: tuple[str, str], share: Share, surroundings: Surroundings) -> Iterator[Fault]:
    """Yield the fault of a sender who is no member: only of a member is there a phone and a mail address."""
    if share.sender and handle(share.sender) not in surroundings.members:
        members = [each.name for each in surroundings.team.members.values()]
        says = f"the sender {share.sender!r} is no member of the team"
        remedy = Meant(share.sender, members, "add them under `members:` in deals/index.md")
        yield Fault((*at, "sender"), "unknown-member", says, remedy)


def _days(at: tuple[str, str], share: Share) -> Iterator[Fault]:
    if share.expires < share.issued:
        says = f"expires on {share.expires}, before it is issued on {share.issued}"
        yield Fault((*at, "expires"), "expires-before-issued", says, "write a later day")
    if share.expires - share.issued > LONGEST:
        says = f"expires {counted((share.expires - share.issued).days, 'day')} after it is issued"
        latest = share.issued + LONGEST
        yield Fault((*at, "expires"), "lives-too-long", says, f"{LONGEST.days} at most: write {latest} or earlier")


def _permitted(at: tuple[str, str], share: Share, audience: Audience) -> Iterator[Fault]:
    for subject in share.subjects:
        if subject not in audience.subjects:
            says = f"a share for {share.audience!r} cannot be of {_article(subject)}"
            remedy = Meant(subject, audience.subjects)
            yield Fault((*at, subject), "subject-not-for-audience", says, remedy, True, in_file=METHOD)


def _article(subject: str) -> str:
    return f"an {subject}" if subject == "account" else f"a {subject}"


def _partner(at: tuple[str, str], share: Share, audience: Audience, surroundings: Surroundings) -> Iterator[Fault]:
    if share.partner:
        yield from unknown((*at, "partner"), "partner", share.partner, surroundings.partners)
    if audience.of_partner and not share.partner:
        yield Fault(
            at,
            "no-partner",
            f"{at[1]} does not say which partner it is for",
            "add `partner:`",
            of_key=True,
            in_file=METHOD,
        )
    if share.partner and not audience.of_partner:
        says = f"a share for {share.audience!r} is not for a partner"
        yield Fault((*at, "partner"), "not-for-a-partner", says, "delete it", of_key=True, in_file=METHOD)
