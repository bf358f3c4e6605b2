"""Bytes or pasted text -> Document.

A reader of each format is a function `(bytes, origin) -> Document`; `READERS`
names them by file ending.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePath
from types import MappingProxyType

from webapp.document import Document
from webapp.errors import EmptyText, InputError, TooLong
from webapp.ingest import html, text
from webapp.ingest.english import require_english

READERS: Mapping[str, Callable[[bytes, str], Document]] = MappingProxyType(
    {
        ".txt": text.read,
        ".md": text.read,
        ".text": text.read,
        ".html": html.read,
        ".htm": html.read,
        ".xhtml": html.read,
    }
)
"""Reader by the file's ending; anything else is refused by name."""


def ingest(data: bytes, name: str, *, limit: int = 1_000_000, english: bool = True) -> Document:
    """Read a file's bytes into a Document.

    `name` chooses the reader by its ending and becomes the origin; a name
    without an ending is read as text, or as HTML if it begins like a page.
    Raises InputError (or a kind of it) saying what is wrong with the file.
    """
    ending = PurePath(name).suffix.lower()
    if ending not in READERS:
        looks_like_page = data[:1000].lstrip().lower().startswith((b"<!doctype html", b"<html"))
        if ending and not looks_like_page:
            raise InputError(detail=f"“{PurePath(name).name}” is not a .txt or .html file. Save the article as one of these and try again")
        ending = ".html" if looks_like_page else ".txt"
    document = READERS[ending](data, PurePath(name).name)
    size = sum(len(block.text) for block in document.blocks)
    if size == 0:
        raise EmptyText
    if size > limit:
        raise TooLong(size=f"{size:,}", limit=f"{limit:,}")
    if english:
        require_english(" ".join(block.text for block in document.blocks))
    return document
