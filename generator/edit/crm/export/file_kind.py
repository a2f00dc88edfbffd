"""Kinds of files by their first bytes: those that hold a table, and what to do with each other one."""

from __future__ import annotations

import io
import re
import zipfile
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from typing import NamedTuple


class Foreign(NamedTuple):
    """A file that holds no table we read: what it is, and what to do instead."""

    says: str
    remedy: str


AS_CSV = "save it as .xlsx or as CSV (UTF-8) and import that file"
NOT_A_TABLE = "export the list from the CRM as CSV or .xlsx and import that file"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
PROTECTED = "EncryptedPackage".encode("utf-16-le")
SPREADSHEETML = b"urn:schemas-microsoft-com:office:spreadsheet"
MOST_NAMED = 4
"""Files of an archive that a message names."""

SIGNATURES: tuple[tuple[bytes, Foreign], ...] = (
    (b"%PDF", Foreign("is a PDF, not a table", NOT_A_TABLE)),
    (b"{\\rtf", Foreign("is a text document (RTF), not a table", NOT_A_TABLE)),
    (b"\x1f\x8b", Foreign("is compressed (gzip)", "unpack it and import the file inside")),
    (b"7z\xbc\xaf\x27\x1c", Foreign("is a 7z archive", "unpack it and import the files inside")),
    (b"Rar!", Foreign("is a RAR archive", "unpack it and import the files inside")),
    (b"\x89PNG", Foreign("is a picture, not a table", NOT_A_TABLE)),
    (b"\xff\xd8\xff", Foreign("is a picture, not a table", NOT_A_TABLE)),
    (b"GIF8", Foreign("is a picture, not a table", NOT_A_TABLE)),
    (b"PAR1", Foreign("is a Parquet file", "write it out as CSV and import that file")),
    (b"SQLite format 3\x00", Foreign("is a database (SQLite)", "write its tables out as CSV and import those files")),
)
BEGINNINGS: tuple[tuple[re.Pattern[bytes], Foreign], ...] = (
    (
        re.compile(rb"<!--|<(?:!doctype html|html|head|meta|table|body|style|script)\b|mime-version:", re.IGNORECASE),
        Foreign(
            "is a web page, whatever its name says: some CRMs call one .xls, and a session that ended gives its"
            " sign-in page",
            "sign in and export it as CSV (Comma Delimited), or open it in a spreadsheet and save it as .xlsx",
        ),
    ),
    (re.compile(rb"<\?xml|<[a-z]+[\s>]", re.IGNORECASE), Foreign("is XML, not a table", NOT_A_TABLE)),
    (re.compile(rb"[\[{]\s*[\"\[{\]}]"), Foreign("is JSON, not a table", "write it out as CSV and import that file")),
    (
        re.compile(rb"---\r?\n\w+:"),
        Foreign("is a deal file or another file with front matter, not an export", NOT_A_TABLE),
    ),
)
ARCHIVES: tuple[tuple[re.Pattern[str], Foreign], ...] = (
    (re.compile(r"xl/workbook\.bin$"), Foreign("is a binary workbook (.xlsb)", AS_CSV)),
    (
        re.compile(r"Index(?:/.*\.iwa|\.zip)$"),
        Foreign("is a file of Numbers or another Apple program", "export it as Excel or CSV and import that file"),
    ),
    (re.compile(r"META-INF/manifest\.xml$"), Foreign("is an OpenDocument file, such as .ods", AS_CSV)),
    (re.compile(r"(?:word|ppt)/"), Foreign("is a document or slides, not a table", NOT_A_TABLE)),
)
"""Files inside an archive that say what it is."""


def is_archive(content: bytes) -> bool:
    """Tell whether a file is a zip archive, as every .xlsx is."""
    return content.startswith(ZIP)


def foreign(content: bytes) -> Foreign | None:
    """Return what a file is that holds no table we read, or None for text and for an Excel workbook."""
    if not content.strip(b"\x00\t\r\n \xef\xbb\xbf\xff\xfe"):
        return Foreign("is empty" if not content else "holds nothing but blanks", "export it again")
    if content.startswith(OLE):
        return _ole(content)
    if is_archive(content):
        return _archive(content)
    known = next((kind for signature, kind in SIGNATURES if content.startswith(signature)), None)
    return known or _text(content)


def _ole(content: bytes) -> Foreign:
    if PROTECTED in content:
        return Foreign("is protected with a password", "save it without one and import that file")
    return Foreign("is a file of an old Office program, such as .xls", AS_CSV)


def _archive(content: bytes) -> Foreign | None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return Foreign("is an Excel file or archive that is cut off or damaged", "export or download it again")
    return None if "xl/workbook.xml" in names else _kind_of_archive(names)


def _kind_of_archive(names: list[str]) -> Foreign:
    """Return what an archive is that is no Excel workbook of the usual kind."""
    for inside, kind in ARCHIVES:
        if any(map(inside.match, names)):
            return kind
    files = [name for name in names if not name.endswith("/") and not name.startswith("__MACOSX")]
    listed = ", ".join(files[:MOST_NAMED]) + (", ..." if len(files) > MOST_NAMED else "")
    return Foreign(f"is a zip archive with {listed or 'nothing in it'}", "unpack it and import the files inside")


def _text(content: bytes) -> Foreign | None:
    start = content[:4096]
    if start.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        start = start.decode("utf-16", "ignore").encode("utf-8")
    start = start.lstrip(b"\xef\xbb\xbf\t\r\n ")
    if SPREADSHEETML in start:
        return Foreign("is an XML spreadsheet of Excel 2003, whatever its name says", AS_CSV)
    return next((kind for beginning, kind in BEGINNINGS if beginning.match(start)), None)
