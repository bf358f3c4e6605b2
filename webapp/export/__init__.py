"""Exports: one registry of formats, each a module of this package that turns a `View` into bytes.

To add a format, write a module with `render(view: View) -> bytes`, add its line
to `EXPORTERS`, and subclass the contract suite in `tests/contracts/exporters.py`.
Nothing here opens a socket, and no file written here makes its reader open one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType

from webapp.document import Translation
from webapp.errors import NotFound
from webapp.export.files import safe_name, write
from webapp.export.options import LAYOUTS, ExportOptions
from webapp.export.view import View, view

__all__ = ["EXPORTERS", "LAYOUTS", "ExportOptions", "Exporter", "export", "exporter", "filename", "write"]


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format: `label` is an English message id, `module` the module of this package whose `render` makes it.

    `media_type` is without parameters; all text is UTF-8.
    `layouts` are those that differ in this format; an empty tuple means that
    the file is made for programs and has one form.
    """

    name: str
    extension: str
    media_type: str
    label: str
    module: str
    layouts: tuple[str, ...] = LAYOUTS

    def render(self, prepared: View) -> bytes:
        """The file as bytes; the module is imported here, so that one format costs nothing to the others."""
        made: bytes = import_module(f"{__name__}.{self.module}").render(prepared)
        return made


_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_ROWS = (
    Exporter("txt", "txt", "text/plain", "Plain text", "plain"),
    Exporter("md", "md", "text/markdown", "Markdown", "markdown"),
    Exporter("html", "html", "text/html", "Web page (HTML)", "html"),
    Exporter("docx", "docx", _OFFICE, "Word document (DOCX)", "docx"),
    Exporter("odt", "odt", "application/vnd.oasis.opendocument.text", "OpenDocument text (ODT)", "odt"),
    Exporter("epub", "epub", "application/epub+zip", "E-book (EPUB)", "epub"),
    Exporter("pdf", "pdf", "application/pdf", "PDF", "pdf"),
    Exporter("tmx", "tmx", "application/x-tmx+xml", "Translation memory (TMX)", "tmx", ()),
    Exporter("xliff", "xlf", "application/xliff+xml", "Translator’s file (XLIFF)", "xliff", ()),
    Exporter("csv", "csv", "text/csv", "Table (CSV)", "csv", ()),
    Exporter("tsv", "tsv", "text/tab-separated-values", "Table (TSV)", "tsv", ()),
    Exporter("json", "json", "application/json", "Data (JSON)", "json", ()),
)

EXPORTERS: Mapping[str, Exporter] = MappingProxyType({row.name: row for row in _ROWS})
"""Every export format by name, in the order shown."""


def exporter(fmt: str) -> Exporter:
    """The format called `fmt`; raises `NotFound`."""
    if fmt not in EXPORTERS:
        raise NotFound(what=f"export format “{fmt}” (there are {', '.join(EXPORTERS)})")
    return EXPORTERS[fmt]


def export(translation: Translation, fmt: str, options: ExportOptions | None = None) -> bytes:
    """`translation` as a file of format `fmt`; the same translation, options and SOURCE_DATE_EPOCH give the same bytes.

    Raises `NotFound` on an unknown format and `UsageError` on a script that the
    language is not written in.
    """
    return exporter(fmt).render(view(translation, options))


def filename(translation: Translation, fmt: str) -> str:
    """A readable, safe name for the file: the translated title, the language, the extension."""
    return f"{safe_name(view(translation).title)}-{translation.target}.{exporter(fmt).extension}"
