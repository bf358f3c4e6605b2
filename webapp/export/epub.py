"""EPUB 3: one chapter, a table of contents from its headings, notes, and Dublin Core that says what made it."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterator
from typing import Final

from markupsafe import Markup

from webapp.document import BlockKind
from webapp.export import json as lossless
from webapp.export.files import stamp, zipped
from webapp.export.flow import Flow
from webapp.export.html import ARABIC_FONT, FONTS, SHEET, dublin_core
from webapp.export.markup import element, empty, join
from webapp.export.view import View

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_DOCTYPE: Final = _HEAD + "<!DOCTYPE html>\n"
_CONTAINER: Final = (
    _HEAD + '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
_ACCESS: Final = (
    ("schema:accessMode", "textual"),
    ("schema:accessModeSufficient", "textual"),
    ("schema:accessibilityFeature", "structuralNavigation"),
    ("schema:accessibilityFeature", "tableOfContents"),
    ("schema:accessibilityHazard", "none"),
)


def _page(view: View, flow: Flow, title: str, *body: str) -> str:
    """An XHTML page."""
    names = {"xmlns": "http://www.w3.org/1999/xhtml", "xmlns:epub": "http://www.idpf.org/2007/ops"}
    head = element(
        "head",
        None,
        element("title", None, title),
        empty("link", {"rel": "stylesheet", "type": "text/css", "href": "style.css"}),
    )
    page = element("html", {**names, **flow.local()}, head, element("body", None, *body))
    return f"{_DOCTYPE}{page}\n"


def _contents(view: View, flow: Flow) -> str:
    """nav.xhtml: the headings, and the sections after the text."""
    headings = [row for row in view.rows if row.kind is BlockKind.HEADING and row.pairs and row.text]
    links = [(f"text.xhtml#heading-{row.number}", row.text) for row in headings] or [("text.xhtml", _title(view))]
    links += [(f"text.xhtml#{key}", view.say(key).local) for key in ("notes", "names", "about") if _has(view, key)]
    items = (element("li", None, element("a", {"href": href}, text)) for href, text in links)
    label = view.say("translation").local
    nav = element("nav", {"epub:type": "toc", "id": "toc"}, element("h1", None, label), element("ol", None, *items))
    return _page(view, flow, label, nav)


def _has(view: View, key: str) -> bool:
    """Whether the section `key` stands after the text."""
    return {"notes": bool(view.notes), "names": bool(view.names), "about": True}[key]


def _title(view: View) -> str:
    """A title that is never empty, since EPUB demands one."""
    return view.title or "—"


def _metadata(view: View) -> Iterator[Markup]:
    """Dublin Core, the time of the last change, and what a screen reader can expect."""
    digest = hashlib.sha256(lossless.render(view)).hexdigest()
    yield element("dc:identifier", {"id": "id"}, f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, digest)}")
    for name, value in dublin_core(view):
        if value:
            yield element(f"dc:{name}", None, value)
    yield element("meta", {"property": "dcterms:modified"}, stamp(view.translation).strftime("%Y-%m-%dT%H:%M:%SZ"))
    yield from (element("meta", {"property": name}, value) for name, value in _ACCESS)


def _package(view: View, fonts: bool) -> str:
    """package.opf."""
    items = [
        empty("item", {"id": "nav", "href": "nav.xhtml", "media-type": "application/xhtml+xml", "properties": "nav"}),
        empty("item", {"id": "text", "href": "text.xhtml", "media-type": "application/xhtml+xml"}),
        empty("item", {"id": "style", "href": "style.css", "media-type": "text/css"}),
    ]
    if fonts:
        items.append(empty("item", {"id": "font", "href": ARABIC_FONT, "media-type": "font/woff2"}))
    names = {"xmlns": "http://www.idpf.org/2007/opf", "version": "3.0", "unique-identifier": "id"}
    package = element(
        "package",
        {**names, "xml:lang": view.tag, "dir": view.direction},
        element("metadata", {"xmlns:dc": "http://purl.org/dc/elements/1.1/"}, join(_metadata(view), "\n")),
        element("manifest", None, *items),
        element("spine", {"page-progression-direction": view.direction}, empty("itemref", {"idref": "text"})),
    )
    return f"{_HEAD}{package}\n"


def render(view: View) -> bytes:
    """`view` as an EPUB 3 publication."""
    flow = Flow(view, xml=True)
    font = FONTS / ARABIC_FONT
    fonts = view.direction == "rtl" and font.is_file()
    face = f'@font-face {{ font-family: "Oqyrman Arabic"; src: url({ARABIC_FONT}); }}\n' if fonts else ""
    article = element("main", None, *flow.top(), join(flow.body(), "\n"), join(flow.after(), "\n"))
    entries: list[tuple[str, str | bytes]] = [
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", _CONTAINER),
        ("EPUB/package.opf", _package(view, fonts)),
        ("EPUB/nav.xhtml", _contents(view, flow)),
        ("EPUB/text.xhtml", _page(view, flow, _title(view), article)),
        ("EPUB/style.css", face + SHEET.read_text("utf-8")),
        *([(f"EPUB/{ARABIC_FONT}", font.read_bytes())] if fonts else []),
    ]
    return zipped(entries, stamp(view.translation), stored=frozenset({"mimetype"}))
