"""A mail as a meeting's text: its paragraphs without earlier mails, signature and attachments."""

from __future__ import annotations

import contextlib
import datetime as dt
import email
import re
from collections.abc import Iterator, Sequence
from email.errors import MessageError
from email.message import EmailMessage, MIMEPart
from email.policy import default
from email.utils import parseaddr
from typing import Final, NamedTuple

from generator.edit.crm.attached.plain_text import plain_lines
from generator.edit.meetings.captions import NAME_BREAKS
from generator.edit.meetings.cleaned import Cleaned, Said, refused
from generator.edit.meetings.decoding import plain_line_ends
from generator.model.counting import counted

WROTE = re.compile(
    r"(?=.*\d)(?:On|Am|Le|El|Il|Op|Den) .{6,200}(?: wrote| schrieb.{0,80}| a écrit| escribió| ha scritto):\s*"
)
OTHER_MAIL = re.compile(
    r"-{2,}\s*(?:Original Message|Forwarded message|Urspr.ngliche Nachricht|Message d.origine)\s*-{2,}", re.IGNORECASE
)
HEADER = re.compile(r"\*?(?:From|Von|De|Sent|Gesendet|Date|To|An|Subject|Betreff)\*?:\s.*", re.IGNORECASE)
ANSWER = re.compile(r"(?:(?:re|aw|fw|fwd|wg|sv|tr)(?:\[\d+\])?:\s*)+", re.IGNORECASE)
CITED: Final = ">"
LONGEST_SUBJECT: Final = 200
UNREADABLE: Final = (
    MessageError, ValueError, LookupError, ArithmeticError, AssertionError, AttributeError, TypeError, RecursionError,
)  # fmt: skip
"""Errors that the reader of mails raises at a header, a date, a charset or a part that is none."""


class Mail(NamedTuple):
    """Facts of a mail; `lines` are those of its text, None where it has none, `attached` the names of the rest."""

    sender: str
    subject: str
    date: dt.date | None
    lines: Sequence[str] | None
    attached: Sequence[str]


def mail(file: str, content: bytes, encoding: str = "") -> Cleaned:
    """Return what a mail says, in the name of its sender; `encoding` goes before the one that it names.

    Raises Refused where it cannot be read, or has no sender or no text.
    """
    try:
        found = _read(content, encoding)
    except UnicodeDecodeError:
        says, remedy = "the letters of the mail cannot be read", "name their --encoding, or save it as UTF-8"
        raise refused(file, "not-decodable", says, remedy) from None
    except UNREADABLE:
        remedy = "save it anew from the mail program, or its text as .txt"
        raise refused(file, "no-mail", "the mail cannot be read", remedy) from None
    if not found.sender or found.lines is None:
        lacks = "no sender" if not found.sender else "no text"
        raise refused(file, "no-mail", f"the mail has {lacks}", "save it from the mail program with its headers")
    return _cleaned(file, found, found.lines)


def _cleaned(file: str, found: Mail, lines: Sequence[str]) -> Cleaned:
    """Return the sender's own paragraphs, and what was left out. Raises Refused where nothing is their own."""
    own, earlier, signature = _parted(lines)
    paragraphs = tuple(Said(found.sender, " ".join(each)) for each in _paragraphs(own))
    if not paragraphs:
        raise refused(file, "no-text", "the mail says nothing beside earlier mails and a signature", "choose another")
    kept = sum(bool(line.strip()) for line in own)
    left_out = {
        "lines of earlier mails": earlier,
        "lines of a signature": signature,
        "blank lines": len(own) - kept,
    }
    names = found.attached
    notes = [f"{counted(len(names), 'attachment')} left out: {', '.join(names)}"] if names else []
    if len(found.subject) > LONGEST_SUBJECT:
        notes.append(f"the subject was cut after {LONGEST_SUBJECT} characters")
    title = found.subject[:LONGEST_SUBJECT].strip()
    return Cleaned(paragraphs, len(lines), kept, left_out, notes, "", title, found.date, (found.sender,))


def _read(content: bytes, encoding: str) -> Mail:
    """Return the facts of a mail. Raises UnicodeDecodeError for its letters, and UNREADABLE for anything else."""
    message = email.message_from_bytes(content.removeprefix(b"\xef\xbb\xbf"), policy=default)
    bodies = [body for kind in ("plain", "html") if (body := message.get_body((kind,)))]
    texts = [_lines(body, encoding) for body in bodies]
    subject = ANSWER.sub("", " ".join(str(message.get("subject", "")).split()))
    attached = [each.get_filename() or each.get_content_type() for each in message.iter_attachments()]
    lines = next((text for text in texts if any(map(str.strip, text))), texts[0] if texts else None)
    return Mail(_name(str(message.get("from", ""))), subject, _day(message), lines, attached)


def _lines(body: MIMEPart, encoding: str) -> list[str]:
    """Return the lines of a mail's text; what a page of it cites begins with `>`."""
    text = plain_line_ends(_text(body, encoding))
    if body.get_content_type() == "text/html":
        return list(plain_lines(text if "<" in text else f"<p>{text}</p>", f"{CITED} "))
    lines = text.split("\n")
    while lines and not lines[-1].strip():
        lines.pop()
    return lines


def _text(body: MIMEPart, encoding: str) -> str:
    """Return the text of a part by the charset that is given, or that it names, or as UTF-8."""
    content = body.get_payload(decode=True)
    if not isinstance(content, bytes):
        raise TypeError(type(content))
    with contextlib.suppress(UnicodeError, LookupError):
        return content.decode(encoding or body.get_content_charset("utf-8"))
    return content.decode("utf-8")


def _parted(lines: Sequence[str]) -> tuple[list[str], int, int]:
    """Return the sender's own lines, and how many are of earlier mails and of a signature."""
    end = next((at for at in range(len(lines)) if _begins_earlier(lines, at)), len(lines))
    ours, below = lines[:end], len(lines) - end
    cited = sum(line.startswith(CITED) for line in ours)
    ours = [line for line in ours if not line.startswith(CITED)]
    mark = next((at for at, line in enumerate(ours) if line.rstrip() == "--"), len(ours))
    return ours[:mark], below + cited, len(ours) - mark


def _begins_earlier(lines: Sequence[str], at: int) -> bool:
    """Tell whether an earlier mail, which reaches to the end, begins at a line."""
    line = lines[at].strip()
    if OTHER_MAIL.fullmatch(line):
        return True
    if HEADER.fullmatch(line):
        return sum(bool(HEADER.fullmatch(each.strip())) for each in lines[at : at + 5]) >= 3
    two = f"{line} {lines[at + 1].strip()}" if at + 1 < len(lines) else line
    if not WROTE.fullmatch(line) and not WROTE.fullmatch(two):
        return False
    rest = [each for each in lines[at + (1 if WROTE.fullmatch(line) else 2) :] if each.strip()]
    return not rest or rest[0].startswith(CITED) or not any(each.startswith(CITED) for each in rest)


def _paragraphs(lines: list[str]) -> Iterator[list[str]]:
    part: list[str] = []
    for line in [*lines, ""]:
        if line.strip():
            part.append(line.strip())
        elif part:
            yield part
            part = []


def _name(sender: str) -> str:
    name, address = parseaddr(sender)
    return " ".join(NAME_BREAKS.sub(" ", name or address.partition("@")[0]).split())[:60].strip()


def _day(message: EmailMessage) -> dt.date | None:
    """Return the day of a mail where it was written, None where it names none that can be read."""
    header = message.get("date")
    found = getattr(header, "datetime", None)
    return found.date() if isinstance(found, dt.datetime) else None
