"""The sealing: what opens, what does not, and that the same input gives the same bytes."""

from __future__ import annotations

import base64
import dataclasses
import json
import re

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.show.share.encryption import (
    BLOCK,
    DoesNotOpen,
    Sealed,
    ShareLink,
    UnusableSecret,
    bytes_of,
    link_of,
    message_key,
    seal,
    secret_from,
    unseal,
)
from tests.docs.examples import DOCS
from tests.share.opening import SECRET

RAW = secret_from(SECRET)
LINK = link_of(RAW, "board", 1)
TERMS: dict[str, str | bool] = {"expires": "2026-12-20", "button": False}
WORDS = "herons at dusk"


@given(st.binary(max_size=3 * BLOCK))
@settings(max_examples=25)
def test_what_is_sealed_opens_with_its_link(content: bytes) -> None:
    assert unseal(seal(content, LINK, TERMS), LINK.key) == content


def test_a_passphrase_is_part_of_the_key() -> None:
    both = seal(b"brief", LINK, TERMS, WORDS)
    assert unseal(both, LINK.key, WORDS) == b"brief"
    for wrong in (None, "Herons at dusk", "herons at dusk "):
        with pytest.raises(DoesNotOpen):
            unseal(both, LINK.key, wrong)


def test_a_passphrase_may_be_typed_composed_or_decomposed() -> None:
    assert (
        unseal(
            seal(b"brief", LINK, TERMS, "Gr\u00fc\u00dfe aus K\u00f6ln"), LINK.key, "Gru\u0308\u00dfe aus Ko\u0308ln"
        )
        == b"brief"
    )


@given(st.data())
@settings(max_examples=40)
def test_one_changed_bit_of_header_ciphertext_or_key_opens_nothing(data: st.DataObject) -> None:
    both = seal(b"brief", LINK, TERMS)
    which = data.draw(st.sampled_from(["header", "body", "key"]))
    raw = bytearray({"header": both.header, "body": both.body, "key": LINK.key}[which])
    raw[data.draw(st.integers(0, len(raw) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    changed = {"header": both.header, "body": both.body, "key": LINK.key, which: bytes(raw)}
    with pytest.raises(DoesNotOpen):
        unseal(Sealed(changed["header"], changed["body"]), changed["key"])


def test_the_same_brief_is_sealed_into_the_same_bytes() -> None:
    assert seal(b"brief", LINK, TERMS, WORDS) == seal(b"brief", LINK, TERMS, WORDS)


@given(st.lists(st.tuples(st.binary(max_size=40), st.booleans(), st.dates()), min_size=2, unique=True))
@settings(max_examples=25)
def test_no_key_and_nonce_meet_two_contents_or_two_headers(sealed: list[tuple[bytes, bool, object]]) -> None:
    used = {
        (key, nonce)
        for content, button, day in sealed
        for key, nonce in [_used(seal(content, LINK, {"expires": str(day), "button": button}))]
    }
    assert len(used) == len(sealed)


def _used(both: Sealed) -> tuple[bytes, bytes]:
    """Return the key and the nonce that a brief was sealed with, made sure by opening it with them."""
    key, nonce = message_key(LINK.key, bytes_of(json.loads(both.header)["salt"]), None)
    AESGCM(key).decrypt(nonce, both.body, both.header)
    return key, nonce


def test_links_of_other_shares_and_generations_have_nothing_in_common() -> None:
    links = [link_of(RAW, name, generation) for name in ("board", "board-1", "boar") for generation in (1, 2, 11)]
    values = [value for each in links for value in (each.path, each.key, each.salting)]
    assert len(set(values)) == len(values)
    assert all(re.fullmatch("[0-9a-f]{32}", each.path) and len(each.code) == 43 for each in links)


def test_the_size_tells_only_how_many_blocks_of_16_kib_there_are() -> None:
    sizes = {len(seal(b"x" * length, LINK, TERMS).body) for length in (0, 1, 900, BLOCK - 4)}
    assert sizes == {BLOCK + 16}
    assert len(seal(b"x" * (BLOCK - 3), LINK, TERMS).body) == 2 * BLOCK + 16


def test_the_header_tells_nothing_but_the_terms() -> None:
    header = json.loads(seal(b"brief", LINK, TERMS).header)
    assert set(header) == {"v", "expires", "button", "iterations", "check", "salt"}


def test_neither_key_nor_salting_is_printed_with_a_link() -> None:
    assert repr(LINK) == f"ShareLink(path='{LINK.path}')"
    assert [each.name for each in dataclasses.fields(ShareLink) if each.repr] == ["path"]


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("", "has 0 bytes"),
        ("correct horse battery staple", "is not base64"),
        ("c2hvcnQ=", "has 5 bytes, 32 at least are needed"),
        ("A" * 64, "is not random"),
    ],
)
def test_a_secret_that_is_none_is_refused_without_being_repeated(written: str, says: str) -> None:
    with pytest.raises(UnusableSecret, match=says) as refused:
        secret_from(written)
    assert not written or written not in str(refused.value)


def test_a_secret_is_read_in_either_alphabet_with_or_without_padding() -> None:
    raw = bytes(range(224, 256)) + bytes(range(8))
    for written in (base64.b64encode(raw), base64.urlsafe_b64encode(raw), base64.b64encode(raw).rstrip(b"=") + b"\n"):
        assert secret_from(written.decode()) == raw


def test_a_short_passphrase_is_refused() -> None:
    with pytest.raises(UnusableSecret, match="under 8 characters"):
        seal(b"brief", LINK, TERMS, "heron")


def vectors() -> dict[str, str]:
    """Return the values of the test vector that the docs print."""
    found = re.search(r"^<!-- vectors -->\n```\n(.*?)^```$", (DOCS / "sharing.md").read_text("utf-8"), re.M | re.S)
    assert found
    return dict(line.split(": ", 1) for line in found[1].replace("\\\n    ", "").splitlines())


@pytest.mark.parametrize("kind", ["plain", "with passphrase"])
def test_the_vectors_of_the_docs_are_what_comes_out(kind: str) -> None:
    of = vectors()
    link = link_of(secret_from(of["secret"]), of["share"], int(of["generation"]))
    assert (link.path, link.code) == (of["path"], of["key"])
    passphrase = None if kind == "plain" else of["passphrase"]
    both = seal(of["content"].encode(), link, {"expires": of["expires"], "button": False}, passphrase)
    assert both.header.decode() == of[f"header {kind}"]
    assert both.body[:32].hex() == of[f"first 32 bytes {kind}"]
    assert both.body[-16:].hex() == of[f"tag {kind}"]
    assert unseal(both, link.key, passphrase).decode() == of["content"]
