"""A mail as a meeting's text: its paragraphs without earlier mails, signature and attachments."""

from __future__ import annotations

import datetime as dt
import email
import re
from collections.abc import Iterator
from email.message import EmailMessage, MIMEPart
from email.policy import default
from email.utils import parseaddr

from generator.edit.crm.attached.plain_text import plain_lines
from generator.edit.meetings.captions import NAME_BREAKS
from generator.edit.meetings.cleaned import Cleaned, Said, refused
from generator.model.counting import counted

WROTE = re.compile(
    r"(?=.*\d)(?:On|Am|Le|El|Il|Op|Den) .{6,200}(?: wrote| schrieb.{0,80}| a écrit| escribió| ha scritto):\s*"
)
OTHER_MAIL = re.compile(
    r"-{2,}\s*(?:Original Message|Forwarded message|Urspr.ngliche Nachricht|Message d.origine)\s*-{2,}", re.IGNORECASE
)
HEADER = re.compile(r"\*?(?:From|Von|De|Sent|Gesendet|Date|To|An|Subject|Betreff)\*?:\s.*", re.IGNORECASE)
ANSWER = re.compile(r"(?:(?:re|aw|fw|fwd|wg|sv|tr)(?:\[\d+\])?:\s*)+", re.IGNORECASE)


def mail(file: str, content: bytes) -> Cleaned:
    """Return what a mail says, in the name of its sender. Raises Refused where it has no sender or no text."""
    message = email.message_from_bytes(content, policy=default)
    sender = _name(str(message.get("from", "")))
    body = message.get_body(("plain", "html"))
    if not sender or body is None:
        lacks = "no sender" if not sender else "no text"
        raise refused(file, "no-mail", f"the mail has {lacks}", "save it from the mail program with its headers")
    lines = _lines(file, body)
    own, earlier, signature = _parted(lines)
    paragraphs = tuple(Said(sender, " ".join(each)) for each in _paragraphs(own))
    if not paragraphs:
        raise refused(file, "no-text", "the mail says nothing beside earlier mails and a signature", "choose another")
    kept = sum(bool(line.strip()) for line in own)
    left_out = {
        "lines of earlier mails": earlier,
        "lines of a signature": signature,
        "blank lines": len(own) - kept,
    }
    attached = [each.get_filename() or each.get_content_type() for each in message.iter_attachments()]
    notes = [f"{counted(len(attached), 'attachment')} left out: {', '.join(attached)}"] if attached else []
    title = ANSWER.sub("", " ".join(str(message.get("subject", "")).split()))
    return Cleaned(paragraphs, len(lines), kept, left_out, notes, "", title, _day(message), (sender,))


def _lines(file: str, body: MIMEPart) -> list[str]:
    """Return the lines of a mail's text. Raises Refused where its letters cannot be read."""
    try:
        text = str(body.get_content())
    except (LookupError, UnicodeError):
        raise refused(file, "not-decodable", "the letters of the mail cannot be read", "save it as UTF-8") from None
    if body.get_content_type() == "text/html":
        return list(plain_lines(text if "<" in text else f"<p>{text}</p>"))
    lines = text.replace("\r\n", "\n").split("\n")
    while lines and not lines[-1].strip():
        lines.pop()
    return lines


def _parted(lines: list[str]) -> tuple[list[str], int, int]:
    """Return the sender's own lines, and how many are of earlier mails and of a signature."""
    end = next((at for at in range(len(lines)) if _begins_earlier(lines, at)), len(lines))
    ours, below = lines[:end], len(lines) - end
    cited = sum(line.startswith(">") for line in ours)
    ours = [line for line in ours if not line.startswith(">")]
    mark = next((at for at, line in enumerate(ours) if line.rstrip() == "--"), len(ours))
    return ours[:mark], below + cited, len(ours) - mark


def _begins_earlier(lines: list[str], at: int) -> bool:
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
    return not rest or rest[0].startswith(">") or not any(each.startswith(">") for each in rest)


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
