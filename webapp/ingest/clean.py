"""What every reader does to text: NFC, no control characters, no invisible direction marks, no page residue."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
"""Control characters, soft hyphens, zero-width spaces, and every bidi mark, embedding, override and isolate (UAX #9)."""

_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t\f\v]")

RESIDUE = re.compile(
    r"""^(?:
      back\ to\ (?:top|the\ top) | (?:skip|jump)\ to\ (?:main\ )?content | (?:lost|forgot(?:ten)?)\ your\ password\??
    | (?:log|sign)\ ?(?:in|out|up|on) | register | subscribe(?:\ now|\ to\ .{1,40})? | (?:leave|post)\ a\ (?:reply|comment)
    | share(?:\ (?:this|on).{0,40})? | tweet | print(?:\ this.{0,20})? | e-?mail(?:\ this.{0,20})? | follow\ us.{0,30}
    | (?:read|see|view)\ (?:more|also)\b.{0,5} | advertisement | menu | search | home | next | previous | older\ posts | newer\ posts
    | (?:all\ rights\ reserved|copyright|©).{0,80} | accept(?:\ all)?\ cookies | cookie\ (?:policy|settings) | privacy\ policy
    | terms\ (?:of\ (?:use|service)|and\ conditions) | username(?:\ or\ e-?mail.{0,20})? | password | remember\ me | loading\W*
    )$""",
    re.VERBOSE | re.IGNORECASE,
)
"""Lines of a web page that are not the article's, as they stand when a page is copied whole."""

_IMAGE_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|tiff?|svg)$", re.IGNORECASE)
_CREDIT = re.compile(r"^(?:photo|image|picture|credit|source)s?(?:\ (?:credit|by|courtesy(?:\ of)?))?\s*[:：]", re.IGNORECASE)


def clean(text: str) -> str:
    """NFC text without control characters and direction overrides; every space a plain one; lines end in \\n."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n"))
    return _SPACES.sub(" ", _INVISIBLE.sub("", text))


def one_line(text: str) -> str:
    """A block's text: clean, on one line, single-spaced at its ends."""
    return clean(text).replace("\n", " ").strip()


def is_residue(line: str) -> bool:
    """Whether a whole line is page furniture."""
    return RESIDUE.match(line.strip()) is not None


def is_caption(line: str) -> bool:
    """Whether a line is a photo credit: an image file's name, or one that says so."""
    return bool(_IMAGE_FILE.search(line) or _CREDIT.match(line)) and len(line) < 400


def caption(line: str) -> str:
    """A photo credit to be read: a file's name loses its underscores and its ending."""
    if not _IMAGE_FILE.search(line):
        return line
    return re.sub(r"\s*,[\s,]*", ", ", _IMAGE_FILE.sub("", line).replace("_", " ")).strip(" ,")
