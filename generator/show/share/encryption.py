"""Sealing a brief so that only its link opens it. The construction and its test vectors stand in docs/sharing.md.

Everything here is a function of its arguments: the secret is passed in, and no randomness is used.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import unicodedata
from dataclasses import dataclass, field
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

VERSION = 1
LABEL = b"deal-playbook share v1 "
LEAST_SECRET = 32
LEAST_VARIETY = 16
"""Different bytes in a secret; 32 random ones have fewer in less than one of 10^11 cases."""
LEAST_PASSPHRASE = 8
ITERATIONS = 600_000
BLOCK = 16 * 1024


class UnusableSecret(ValueError):  # noqa: N818 - it names what is wrong
    """The secret, or a passphrase, is not what it has to be; the sentence never quotes it."""


class DoesNotOpen(Exception):  # noqa: N818 - it says what came of it
    """The key, the passphrase, the header or the ciphertext is not the one that was sealed with."""


@dataclass(frozen=True, slots=True)
class ShareLink:
    """A share's own values: the unguessable part of its address (32 hexadecimal digits) and the key of the fragment.

    `salting` is the key of the salt; it never leaves the machine that seals.
    """

    path: str
    key: bytes = field(repr=False)
    salting: bytes = field(repr=False)

    @property
    def code(self) -> str:
        """The key as the fragment carries it: 43 characters."""
        return text_of(self.key)


@dataclass(frozen=True, slots=True)
class Sealed:
    """Content of a sealed page: the header, which anybody can read and nobody can change, and the ciphertext."""

    header: bytes
    body: bytes

    def written(self) -> str:
        """Return both as the page carries them: JSON of two base64url texts."""
        return json.dumps({"header": text_of(self.header), "body": text_of(self.body)})


def secret_from(written: str) -> bytes:
    """Return the secret of its base64 text, of either alphabet, with or without padding.

    Raises UnusableSecret where it is none, too short, or easy to guess.
    """
    text = written.strip().rstrip("=").replace("+", "-").replace("/", "_")
    try:
        secret = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise UnusableSecret("is not base64") from None
    if len(secret) < LEAST_SECRET:
        raise UnusableSecret(f"has {len(secret)} bytes, {LEAST_SECRET} at least are needed")
    if len(set(secret)) < LEAST_VARIETY:
        raise UnusableSecret("is not random")
    return secret


def link_of(secret: bytes, share: str, generation: int) -> ShareLink:
    """Return what a share's link is made of. Another id or generation gives values that have nothing in common."""
    of = f"{share} {generation}".encode()
    path = _derived(secret, b"", b"path " + of, 16)
    return ShareLink(path.hex(), _derived(secret, b"", b"key " + of, 32), _derived(secret, b"", b"salt " + of, 32))


def seal(
    content: bytes,
    link: ShareLink,
    terms: dict[str, str | bool],
    passphrase: str | None = None,
    edition: bytes = b"",
) -> Sealed:
    """Return content sealed for a link. `terms` go into the header, where everybody can read them.

    The salt depends on content, header and edition: the same gives the same bytes, and no key and nonce meet two
    contents. Pages that share an edition change together, whichever of them has another content.
    Raises UnusableSecret for a passphrase that is too short.
    """
    if passphrase is not None and len(passphrase) < LEAST_PASSPHRASE:
        raise UnusableSecret(f"has under {LEAST_PASSPHRASE} characters")
    padded = _padded(content)
    fixed = {"v": VERSION, **terms, "iterations": 0 if passphrase is None else ITERATIONS, "check": _check(link.key)}
    unsalted = _canonical(fixed)
    salt = hmac.digest(link.salting, len(unsalted).to_bytes(4, "big") + unsalted + padded + edition, "sha256")
    header = _canonical({**fixed, "salt": text_of(salt)})
    key, nonce = message_key(link.key, salt, passphrase)
    return Sealed(header, AESGCM(key).encrypt(nonce, padded, header))


def unseal(sealed: Sealed, key: bytes, passphrase: str | None = None) -> bytes:
    """Return the content, as the page in a browser does. Raises DoesNotOpen for another key or a changed page."""
    try:
        salt = bytes_of(json.loads(sealed.header)["salt"])
        opener, nonce = message_key(key, salt, passphrase)
        padded = AESGCM(opener).decrypt(nonce, sealed.body, sealed.header)
    except (InvalidTag, ValueError, KeyError):
        raise DoesNotOpen from None
    return padded[4 : 4 + int.from_bytes(padded[:4], "big")]


def message_key(key: bytes, salt: bytes, passphrase: str | None) -> tuple[bytes, bytes]:
    """Return key and nonce of one message; a passphrase is part of what they are derived from."""
    material = key if passphrase is None else key + stretched(passphrase, salt)
    both = _derived(material, salt, b"message", 44)
    return both[:32], both[32:]


def stretched(passphrase: str, salt: bytes) -> bytes:
    """Return 32 bytes of a passphrase, made slow to guess (PBKDF2-HMAC-SHA256)."""
    return hashlib.pbkdf2_hmac("sha256", unicodedata.normalize("NFKC", passphrase).encode(), salt, ITERATIONS, 32)


def _check(key: bytes) -> str:
    """Return 8 bytes by which the page tells an incomplete link from a wrong passphrase."""
    return _derived(key, b"", b"check", 8).hex()


def _derived(material: bytes, salt: bytes, purpose: bytes, length: int) -> bytes:
    return HKDF(hashes.SHA256(), length, salt or None, LABEL + purpose).derive(material)


def _padded(content: bytes) -> bytes:
    """Return length and content, filled up with zeros to whole blocks, so that the size tells little."""
    counted = len(content).to_bytes(4, "big") + content
    return counted + bytes(-len(counted) % BLOCK)


def _canonical(header: dict[str, Any]) -> bytes:
    return json.dumps(header, sort_keys=True, separators=(",", ":")).encode()


def text_of(raw: bytes) -> str:
    """Return bytes as base64url without padding."""
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def bytes_of(text: str) -> bytes:
    """Return the bytes of base64url without padding."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
