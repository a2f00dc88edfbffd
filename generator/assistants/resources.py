"""Resources: what a client can read by an address, such as playbook://deal/aldermoor/core-banking."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, NamedTuple, cast
from urllib.parse import parse_qs, urlsplit

from generator.assistants.asking import LONGEST_CURSOR, LONGEST_NAME, AskedWrongly, quoted
from generator.assistants.bounds import numbered, question_of, weight
from generator.assistants.deals import DealFilters, Judged, OneDealPaged, findings_of, list_deals, read_deal_file
from generator.assistants.ground import Ground
from generator.assistants.meetings import OneFile, Pages, list_accounts, read_file
from generator.read.file_names import METHOD
from generator.schema.schema import SCHEMA_NOUNS, SchemaKind, schema_of

SCHEME: Final = "playbook"
SEVERAL: Final = "{?cursor}"
LARGEST_PIECE: Final = 12_000
"""Bytes of a part of a schema or a method in one entry, as they are sent; a larger one is in several."""
LONGEST_ADDRESS: Final = 2 * LONGEST_NAME + LONGEST_CURSOR
NAME: Final = "[a-z0-9-]{1,64}"


class Offered(NamedTuple):
    """A resource, or a template of resources: its address, its name, and what it holds."""

    uri: str
    name: str
    says: str


RESOURCES: Final = (
    Offered("playbook://deals", "deals", "Every deal with its verdict, range and gates."),
    Offered("playbook://accounts", "accounts", "Every account with how many deals and meetings it has."),
    Offered("playbook://method", "method", "The method: criteria with both poles and questions, stages, rules."),
    Offered("playbook://findings", "findings", "What the method's rules find in the deals, each with its place."),
    Offered("playbook://schema/deal", "schema", "The form of a deal's file, as parts of a JSON Schema."),
)
TEMPLATES: Final = (
    Offered("playbook://deal/{account}/{deal}{?cursor}", "deal", "A deal: how it stands, and all its file says."),
    Offered("playbook://account/{account}{?cursor}", "account", "All that an account's file says."),
    Offered("playbook://meeting/{account}/{meeting}{?cursor}", "meeting", "All that a meeting's file says."),
    Offered("playbook://schema/{kind}{?cursor}", "schema", f"The form of a file: {', '.join(SCHEMA_NOUNS)}."),
    Offered("playbook://{list}{?cursor}", "list", "The rest of deals, accounts, method or findings."),
)


def read_resource(ground: Ground, uri: str) -> dict[str, Any]:
    """Return what an address stands for. Raises AskedWrongly where there is nothing."""
    if len(uri) > LONGEST_ADDRESS or not uri.startswith(f"{SCHEME}://"):
        raise _nothing(uri)
    try:
        parts = urlsplit(uri)
        asked = parse_qs(parts.query, strict_parsing=bool(parts.query), max_num_fields=1)
    except ValueError:
        raise _nothing(uri) from None
    if asked.keys() - {"cursor"} or parts.fragment:
        raise _nothing(uri)
    cursor, way = asked.get("cursor", [None])[0], f"{parts.netloc}{parts.path}"
    for pattern, answer in ADDRESSES.items():
        if found := re.fullmatch(pattern, way):
            return answer(ground, cursor, *found.groups())
    raise _nothing(uri)


def _nothing(uri: str) -> AskedWrongly:
    return AskedWrongly(f"there is no resource {quoted(uri)}", "list the resources and their templates")


def _deals(ground: Ground, cursor: str | None) -> dict[str, Any]:
    return list_deals(ground, DealFilters(cursor=cursor))


def _accounts(ground: Ground, cursor: str | None) -> dict[str, Any]:
    return list_accounts(ground, Pages(cursor=cursor))


def _deal(ground: Ground, cursor: str | None, account: str, deal: str) -> dict[str, Any]:
    return read_deal_file(ground, OneDealPaged(deal=f"{account}/{deal}", cursor=cursor))


def _account(ground: Ground, cursor: str | None, account: str) -> dict[str, Any]:
    return read_file(ground, OneFile(file=f"{account}/index.md", cursor=cursor))


def _meeting(ground: Ground, cursor: str | None, account: str, meeting: str) -> dict[str, Any]:
    return read_file(ground, OneFile(file=f"{account}/meetings/{meeting}.md", cursor=cursor))


def _findings(ground: Ground, cursor: str | None) -> dict[str, Any]:
    moment = ground.portfolio.now()
    deals = [path for path in moment.listing.deals.values() if moment.files[path].entry.get("findings")]

    def entry(path: str) -> dict[str, Any]:
        of = Judged(ground, path, moment)
        return {"deal": of.judgement.deal.identity, "findings": findings_of(of)}

    question = question_of("findings", moment.today)
    told = numbered(deals, question, cursor, entry)
    return {"as_of": moment.today.isoformat(), "pending": moment.pending, **told}


def _method(ground: Ground, cursor: str | None) -> dict[str, Any]:
    moment = ground.portfolio.now()
    method = moment.surroundings.method
    data = method.model_dump(mode="json", exclude_none=True)
    own = ground.shown(METHOD) if moment.listing.has_method else None
    head = {"method": method.name, "changed_by": own}
    return {**head, **_parts("method", data, cursor)}


def _schema(ground: Ground, cursor: str | None, kind: str) -> dict[str, Any]:
    if kind not in SCHEMA_NOUNS:
        raise AskedWrongly(f"there is no schema of {quoted(kind)}", f"ask for one of {', '.join(SCHEMA_NOUNS)}")
    schema = schema_of(cast("SchemaKind", kind), ground.portfolio.now().surroundings.method)
    return {"schema_of": kind, **_parts(kind, schema, cursor)}


def _parts(name: str, data: Mapping[str, Any], cursor: str | None) -> dict[str, Any]:
    """Return data in parts, each with its JSON pointer: put together, they are the whole."""
    return numbered(list(_pieces("", data)), question_of("parts", name, data), cursor)


def _pieces(pointer: str, value: Any) -> Iterator[dict[str, Any]]:
    if weight(value) <= LARGEST_PIECE or not isinstance(value, dict):
        yield {"pointer": pointer, "value": value}
        return
    small = {key: below for key, below in value.items() if weight(below) <= 1_000}
    if small:
        yield {"pointer": pointer, "value": small}
    for key, below in value.items():
        if key not in small:
            yield from _pieces(f"{pointer}/{key.replace('~', '~0').replace('/', '~1')}", below)


ADDRESSES: Final[Mapping[str, Callable[..., dict[str, Any]]]] = {
    "deals": _deals,
    "accounts": _accounts,
    "method": _method,
    "findings": _findings,
    f"schema/({NAME})": _schema,
    f"deal/({NAME})/({NAME})": _deal,
    f"account/({NAME})": _account,
    f"meeting/({NAME})/({NAME})": _meeting,
}
"""Answers by the form of the address."""
