"""Names of competitors and offerings as the CRM has them, as keys of the playbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from generator.edit.crm.attached.addition import Addition, DealNow
from generator.edit.crm.attached.rows import AttachedRow, LineItem, Rival
from generator.edit.crm.cells import Kind
from generator.edit.crm.merge.updates import changes_for
from generator.edit.crm.reader import At
from generator.edit.slugs import slug_of
from generator.model.deal import Rating
from generator.model.money import Money, exact, signed_money
from generator.model.who import handle

COMPETITOR = "competitor "
"""Beginning of the key under which the last import remembers a competitor of a deal."""
NEVER_A_COMPETITOR = frozenset({"us", *Rating.model_fields})
OFFERINGS = "offerings"


def key_of(name: str, titles: Mapping[str, str]) -> str:
    """Return the key that has a name as its title or is the name's own slug, else the slug of the name."""
    by_title = {handle(title): key for key, title in titles.items() if title}
    return by_title.get(handle(name)) or slug_of(name)


def add_competitors(to: Addition, names: Sequence[str], rows: Sequence[AttachedRow], now: DealNow) -> None:
    """Add the competitors that neither the file nor an earlier import has; whom somebody took out stays out."""
    files = {slug: competitor.title for slug, competitor in now.surroundings.competitors.items()}
    listed = now.document.data.get("competitors") or []
    there = [listed] if isinstance(listed, str) else list(listed)
    new: list[str] = []
    for row, name in [*((None, name) for name in names), *_named(rows)]:
        slug = key_of(name, files)
        if not slug or slug in NEVER_A_COMPETITOR:
            says, remedy = "is no name that a competitor can have", "give its key under `values` in the map"
            now.accounting.leave_out(row.row if row else now.row, "competitors", "reserved-name", says, remedy, name)
        elif slug not in there and slug not in new and COMPETITOR + slug not in now.last:
            new.append(slug)
            if slug not in files:
                says, remedy = "is a competitor without a file; its key is made of its name", "write that file"
                path = f"competitors/{slug}.md"
                now.accounting.note(row.row if row else now.row, "new-competitor", says, f"{remedy}: {path}", name)
        if row:
            to.settle([row], "new" if slug in new else "unchanged")
        if slug and slug not in NEVER_A_COMPETITOR:
            to.remembered[COMPETITOR + slug] = name
    if new:
        to.changes.append((("competitors",), [*there, *new]))


def _named(rows: Sequence[AttachedRow]) -> list[tuple[AttachedRow, str]]:
    return [(row, row.content.name) for row in rows if isinstance(row.content, Rival)]


def add_offerings(to: Addition, rows: Sequence[AttachedRow], now: DealNow) -> None:
    """Add up the line items by offering; the sums follow the CRM, and what somebody wrote by hand is reported."""
    ours = now.surroundings.team.offerings
    stands = now.document.data.get("amount")
    sums: dict[str, Decimal] = {}
    currency = signed_money(stands).currency if isinstance(stands, str) and stands else ""
    counted: list[AttachedRow] = []
    for row in rows:
        if not isinstance(row.content, LineItem):
            continue
        amount = now.in_currency(row.content.amount) if row.content.is_bare else row.content.amount
        key, money = key_of(row.content.offering, ours), signed_money(amount)
        currency = currency or money.currency
        if not key or (ours and key not in ours):
            says, remedy = (
                "is no offering of the team",
                "add it to offerings in deals/index.md, or map its name there",
            )
            now.accounting.refuse(row.row, "unknown-offering", says, remedy, row.content.offering)
        elif money.currency != currency:
            says = f"is in {money.currency}, and the deal in {currency}"
            now.accounting.refuse(row.row, "second-currency", says, f"export it in {currency}", row.content.offering)
        else:
            sums[key] = sums.get(key, Decimal(0)) + money.amount
            counted.append(row)
    if not counted:
        return
    said = {name.removeprefix(f"{OFFERINGS}."): "" for name in now.last if name.startswith(f"{OFFERINGS}.")}
    said |= {key: exact(Money(amount, currency)) for key, amount in sums.items()}
    values: dict[At, str] = {(OFFERINGS, key): text for key, text in said.items()}
    kinds: dict[str, Kind] = {f"{OFFERINGS}.{key}": "amount" for key in said}
    changes, by_hand = changes_for(now.tied, values, (OFFERINGS,), kinds, now.last)
    to.changes += changes
    to.by_hand += by_hand
    to.remembered |= {f"{OFFERINGS}.{key}": text for key, text in said.items() if text}
    changed = {str(at[-1]) for at, _ in changes}
    for row in counted:
        name = row.content.offering if isinstance(row.content, LineItem) else ""
        to.settle([row], "changed" if key_of(name, ours) in changed else "unchanged")
