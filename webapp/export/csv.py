"""CSV for spreadsheets: a sentence a row, the provenance in rows of their own, and no cell that runs as a formula.

Columns: kind, number, source, translation, score, reviewed, notes, names. The
rows of kind "warning" and "provenance:…" say in `source` (English) and
`translation` (the language of the translation) what made the text. UTF-8 with
a byte order mark, by which Excel knows it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import Final

from webapp.export.clean import clean
from webapp.export.provenance import Convert, Said
from webapp.export.rows import Pair, Row
from webapp.export.view import View

_FORMULA: Final = re.compile(r"^[\s\u200b-\u200f\u2060\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20|%]")
COLUMNS: Final = ("kind", "number", "source", "translation", "score", "reviewed", "notes", "names")


def harmless(text: str) -> str:
    """`text` that no spreadsheet takes for a formula: an apostrophe in front where it might (OWASP, CSV Injection)."""
    return f"'{text}" if _FORMULA.match(text) else text


def _sentence(row: Row, pair: Pair, convert: Convert) -> tuple[str, ...]:
    """The row of a sentence."""
    mentions = pair.item.mentions
    names = "; ".join(f"{clean(m.written)} → {clean(convert(m.target))} ({m.status.value})" for m in mentions)
    notes = "; ".join(note.text.english for note in pair.notes)
    words = (row.kind.value, str(pair.number), harmless(pair.source), harmless(pair.text))
    reviewed = "yes" if pair.item.reviewed else "no"
    return (*words, f"{pair.item.score:.4f}", reviewed, harmless(notes), harmless(names))


def _said(kind: str, english: str, local: str, source: bool) -> tuple[str, ...]:
    """A row that says something in both languages, in one cell where there is no column for the source."""
    both = local if source else f"{local} / {english}"
    return (kind, "", harmless(english), harmless(both), "", "", "", "")


def rows(view: View) -> Iterator[tuple[str, ...]]:
    """The rows of the table, the heading first."""
    source = view.options.include_source is not False

    def said(kind: str, text: Said) -> tuple[str, ...]:
        return _said(kind, text.english, text.local, source)

    yield COLUMNS
    if view.warning:
        yield said("warning", view.warning)
    for row in view.rows:
        for pair in row.pairs:
            yield _sentence(row, pair, view.convert)
    for fact in view.facts:
        english = f"{fact.label.english}: {fact.value.english}"
        yield said(f"provenance:{fact.key}", Said(english, f"{fact.label.local}: {fact.value.local}"))


def table(view: View, delimiter: str) -> str:
    """The table as text, without the column of the source where it is to be left out."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n" if delimiter == "," else "\n")
    at = COLUMNS.index("source")
    for row in rows(view):
        writer.writerow(row if view.options.include_source is not False else row[:at] + row[at + 1 :])
    return out.getvalue()


def render(view: View) -> bytes:
    """`view` as CSV (RFC 4180)."""
    return table(view, ",").encode("utf-8-sig")
