"""A web page in one file: its own style and font, no script, and nothing that it could fetch."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from markupsafe import Markup

from webapp.export.clean import clean
from webapp.export.flow import Flow
from webapp.export.markup import element, empty, join
from webapp.export.view import View

SHEET: Final = Path(__file__).with_name("page.css")
FONTS: Final = Path(__file__).parent.parent / "static" / "fonts"
ARABIC_FONT: Final = "noto-naskh-arabic-regular.woff2"
"""The font that is put into the page where its text is in the Arabic script: readers' machines may lack one."""


def style(view: View) -> str:
    """The style sheet, with the Arabic font in it where the text needs it."""
    sheet = SHEET.read_text("utf-8")
    font = FONTS / ARABIC_FONT
    if view.direction == "rtl" and font.is_file():
        data = base64.b64encode(font.read_bytes()).decode()
        source = f'url(data:font/woff2;base64,{data}) format("woff2")'
        return f'@font-face {{ font-family: "Oqyrman Arabic"; src: {source}; }}\n{sheet}'
    return sheet


def dublin_core(view: View) -> Iterator[tuple[str, str]]:
    """The provenance as Dublin Core elements (DCMI Metadata Terms), the same in HTML and EPUB."""
    document = view.translation.document
    yield "title", view.title or "—"
    yield "language", view.tag
    yield "date", clean(view.translation.provenance.date)
    yield "source", " · ".join(filter(None, map(clean, (document.title, document.origin, document.date))))
    yield "type", "Text"
    yield "contributor", f"{view.fact('engine')}, {view.fact('package')} (machine translation)"
    yield "description", "\n".join(f"{fact.label.english}: {fact.value.english}" for fact in view.facts)


def head(view: View) -> Markup:
    """Character set, policy, title, Dublin Core and style."""
    sheet = style(view)
    hashed = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{hashed}'; font-src data:; base-uri 'none'; form-action 'none'"
    metas = [
        empty("meta", {"charset": "utf-8"}),
        empty("meta", {"http-equiv": "Content-Security-Policy", "content": policy}),
        empty("meta", {"name": "referrer", "content": "no-referrer"}),
        empty("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        empty("meta", {"name": "generator", "content": "Oqyrman"}),
        element("title", None, view.title or "Oqyrman"),
        *(empty("meta", {"name": f"DC.{name}", "content": value}) for name, value in dublin_core(view) if value),
        element("style", None, Markup(sheet)),
    ]
    return element("head", None, Markup("\n"), join(metas, "\n"), Markup("\n"))


def render(view: View) -> bytes:
    """`view` as an HTML document in UTF-8."""
    flow = Flow(view)
    wide = "wide" if view.layout == "side-by-side" else None
    article = element("article", None, join(flow.body(), "\n"))
    main = element("main", None, *flow.top(), article, join(flow.after(), "\n"))
    page = element("html", flow.local(), head(view), Markup("\n"), element("body", {"class": wide}, main))
    return b"<!DOCTYPE html>\n" + str(page).encode() + b"\n"
