"""The register of shares: what deals/shares.yml says, and whether what it shares is there and may be shared."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from pydantic import ValidationError

from generator.model.method import Audience
from generator.model.playbook import Surroundings
from generator.model.share import LONGEST, SUBJECTS, Register, Share
from generator.problems import Problem, Refused, expected
from generator.read.document import Document, parse_whole
from generator.read.fault import Fault, unknown
from generator.read.files import METHOD, SHARES, Listing, Source
from generator.read.reading import Reading
from generator.read.sentences import errors_of, problems_of, shortened


def read_register(source: Source, listing: Listing, surroundings: Surroundings) -> Reading[Register]:
    """Return the register of a source, which is empty where there is no file, or the problems of that file."""
    if not listing.has_shares:
        return Reading(Register(), (), None)
    path = f"{source.name}/{SHARES}"
    try:
        return register_of(path, source.read(SHARES), listing.deals, surroundings)
    except Refused as refused:
        return Reading(None, refused.problems, None)


def register_of(path: str, content: bytes, deals: Collection[str], surroundings: Surroundings) -> Reading[Register]:
    """Return the register of a file's content, or its problems; `deals` are the identities of those there are."""
    try:
        document = parse_whole(path, content)
    except Refused as refused:
        return Reading(None, refused.problems, None)
    problems = [*document.problems]
    try:
        register = Register.model_validate(document.data)
    except ValidationError as refusal:
        problems += problems_of(errors_of(refusal), document, Register)
        return Reading(None, tuple(sorted(set(problems))), document)
    problems += _located(register, document, deals, surroundings)
    every = tuple(sorted(set(problems)))
    return Reading(None if every else register, every, document)


def _located(
    register: Register, document: Document, deals: Collection[str], surroundings: Surroundings
) -> Iterator[Problem]:
    for name, share in register.shares.items():
        for fault in share_faults(("shares", name), share, deals, surroundings):
            if fault.in_file not in surroundings.broken:
                place = document.key_place(fault.at) if fault.of_key else document.place(fault.at)
                yield Problem(document.path, *place, fault.code, shortened(fault.says), fault.remedy)


def share_faults(
    at: tuple[str, str], share: Share, deals: Collection[str], surroundings: Surroundings
) -> Iterator[Fault]:
    """Yield what is wrong with a share that is sound by itself, among everything else that the playbook says."""
    audiences = surroundings.method.audiences
    yield from unknown((*at, "audience"), "audience", share.audience, audiences, in_file=METHOD)
    yield from _subject(at, share, deals, surroundings)
    yield from _days(at, share)
    if share.portfolio:
        for place, account in enumerate(share.portfolio.account):
            yield from unknown((*at, "portfolio", "account", place), "account", account, _accounts(deals))
        for place, stage in enumerate(share.portfolio.stage):
            yield from unknown(
                (*at, "portfolio", "stage", place), "stage", stage, surroundings.method.stages, in_file=METHOD
            )
    if audience := audiences.get(share.audience):
        yield from _permitted(at, share, audience)
        yield from _partner(at, share, audience, surroundings)


def _accounts(deals: Collection[str]) -> list[str]:
    return sorted({deal.partition("/")[0] for deal in deals})


def _subject(
    at: tuple[str, str], share: Share, deals: Collection[str], surroundings: Surroundings
) -> Iterator[Fault]:
    if len(share.subjects) != 1:
        said = " and ".join(share.subjects)
        says = f"{at[1]} shares {said}" if said else f"{at[1]} shares nothing"
        yield Fault(at, "not-one-subject", says, f"write one of {', '.join(SUBJECTS)}", of_key=True)
    if share.deal and share.deal not in deals:
        remedy = expected(share.deal, deals) or "write it as account/deal"
        yield Fault((*at, "deal"), "unknown-deal", f"there is no deal {share.deal!r}", remedy)
    if share.account:
        yield from unknown((*at, "account"), "account", share.account, {*surroundings.accounts, *_accounts(deals)})


def _days(at: tuple[str, str], share: Share) -> Iterator[Fault]:
    if share.expires < share.issued:
        says = f"expires on {share.expires}, before it is issued on {share.issued}"
        yield Fault((*at, "expires"), "expires-before-issued", says, "write a later day")
    if share.expires - share.issued > LONGEST:
        says = f"expires {(share.expires - share.issued).days} days after it is issued"
        latest = share.issued + LONGEST
        yield Fault((*at, "expires"), "lives-too-long", says, f"{LONGEST.days} at most: write {latest} or earlier")


def _permitted(at: tuple[str, str], share: Share, audience: Audience) -> Iterator[Fault]:
    for subject in share.subjects:
        if subject not in audience.subjects:
            says = f"a share for {share.audience!r} cannot be of {_article(subject)}"
            yield Fault((*at, subject), "subject-not-for-audience", says, expected(subject, audience.subjects), True)


def _article(subject: str) -> str:
    return f"an {subject}" if subject == "account" else f"a {subject}"


def _partner(at: tuple[str, str], share: Share, audience: Audience, surroundings: Surroundings) -> Iterator[Fault]:
    if share.partner:
        yield from unknown((*at, "partner"), "partner", share.partner, surroundings.partners)
    if audience.of_partner and not share.partner:
        yield Fault(at, "no-partner", f"{at[1]} does not say which partner it is for", "add `partner:`", of_key=True)
    if share.partner and not audience.of_partner:
        says = f"a share for {share.audience!r} is not for a partner"
        yield Fault((*at, "partner"), "not-for-a-partner", says, "delete it", of_key=True)
