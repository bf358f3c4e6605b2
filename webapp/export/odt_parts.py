"""The parts of an OpenDocument text that are the same in every article, or hold only its metadata."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from markupsafe import Markup

from webapp.export.files import stamp
from webapp.export.markup import element, empty
from webapp.export.view import View

MIMETYPE: Final = "application/vnd.oasis.opendocument.text"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_OASIS: Final = "urn:oasis:names:tc:opendocument:xmlns:"
_NAMES: Final = {
    **{f"xmlns:{name}": f"{_OASIS}{name}:1.0" for name in ("office", "text", "table", "style", "meta")},
    "xmlns:fo": f"{_OASIS}xsl-fo-compatible:1.0",
    "xmlns:svg": f"{_OASIS}svg-compatible:1.0",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "office:version": "1.3",
}
_FONT: Final = "Times New Roman"

_STYLES: Final[tuple[tuple[str, dict[str, str], dict[str, str]], ...]] = (
    # name, paragraph properties, text properties (each said for western and complex scripts)
    ("Body", {"fo:margin-bottom": "0.28cm"}, {"size": "12pt"}),
    ("Item", {"fo:margin-bottom": "0.1cm"}, {"size": "12pt"}),
    ("Quotation", {"fo:margin-left": "1cm", "fo:margin-right": "1cm", "fo:margin-bottom": "0.28cm"},
     {"size": "12pt", "style": "italic"}),
    ("Caption", {"fo:margin-bottom": "0.35cm"}, {"size": "10pt", "style": "italic"}),
    ("Warning", {"fo:border": "1.5pt solid #000000", "fo:padding": "0.2cm"}, {"size": "12pt", "weight": "bold"}),
    ("Small", {"fo:margin-bottom": "0.1cm"}, {"size": "9.5pt"}),
    ("Line", {"fo:keep-with-next": "always"}, {"size": "10.5pt"}),
    ("Head", {}, {"size": "12pt", "weight": "bold"}),
    ("Foot", {"fo:text-align": "center"}, {"size": "8.5pt"}),
    *((f"Heading{level}", {"fo:margin-top": "0.5cm", "fo:margin-bottom": "0.2cm", "fo:keep-with-next": "always"},
       {"size": size, "weight": "bold"})
      for level, size in enumerate(("18pt", "15pt", "13pt", "12pt", "12pt", "12pt"), 1)),
)
_LANGUAGES: Final = {"kk": ("kk", "KZ"), "ru": ("ru", "RU"), "ug": ("ug", "CN"), "en": ("en", "US")}


def part(root: str, *children: str) -> str:
    """An XML part of the package."""
    return _HEAD + str(element(root, dict(_NAMES), *children))


def _text(properties: dict[str, str], language: str, script: str) -> Markup:
    """Text properties, the same for western and for complex scripts."""
    code, country = _LANGUAGES[language]
    said = {**{f"font-{key}": value for key, value in properties.items()}, "language": code, "country": country}
    western = {f"fo:{key}": value for key, value in said.items()}
    complex_ = {f"style:{key}-complex": value for key, value in said.items()}
    tagged = {"fo:script": script.title(), "style:script-complex": script.title()} if script else {}
    fonts = {"style:font-name": _FONT, "style:font-name-complex": _FONT}
    return empty("style:text-properties", {**fonts, **western, **complex_, **tagged})


def _styles(view: View) -> Iterator[Markup]:
    """Each paragraph style three times: L in the language of the translation, S in that of the source, E in English."""
    local = view.translation.target
    script = view.script if "-" in view.tag else ""
    source = view.translation.document.language
    sides = (("L", view.direction, local, script), ("S", "ltr", source, ""), ("E", "ltr", "en", ""))
    for name, paragraph, text in _STYLES:
        for side, direction, language, written in sides:
            mode = {"style:writing-mode": "rl-tb" if direction == "rtl" else "lr-tb"}
            about = {"style:name": f"{name}-{side}", "style:family": "paragraph"}
            if name.startswith("Heading"):
                about["style:default-outline-level"] = name[-1]
            align = "right" if direction == "rtl" else "left"  # LibreOffice takes "start" for left in both directions
            properties = {"fo:text-align": align, **paragraph, **mode}
            yield element(
                "style:style",
                dict(about),
                empty("style:paragraph-properties", dict(properties)),
                _text(text, language if language in _LANGUAGES else "en", written),
            )
    for side, *_ in sides:
        yield element("text:list-style", {"style:name": f"List-{side}"}, *map(_bullet, range(1, 11)))


def _bullet(level: int) -> Markup:
    """A level of the bulleted list."""
    place = empty(
        "style:list-level-label-alignment",
        {"text:label-followed-by": "listtab", "fo:text-indent": "-0.5cm", "fo:margin-left": f"{level * 0.8:.1f}cm"},
    )
    mode = {"text:list-level-position-and-space-mode": "label-alignment"}
    properties = element("style:list-level-properties", dict(mode), place)
    return element("text:list-level-style-bullet", {"text:level": str(level), "text:bullet-char": "•"}, properties)


def _page(view: View) -> Iterator[Markup]:
    """The page: A4, its direction, and a foot that says whether a person reviewed the text."""
    mode = "rl-tb" if view.direction == "rtl" else "lr-tb"
    size = {"fo:page-width": "21cm", "fo:page-height": "29.7cm", "fo:margin": "2cm", "style:writing-mode": mode}
    footer = element("style:footer-style", None, empty("style:header-footer-properties", {"fo:margin-top": "0.5cm"}))
    layout = element(
        "style:page-layout", {"style:name": "A4"}, empty("style:page-layout-properties", dict(size)), footer
    )
    yield element("office:automatic-styles", None, layout)
    number = element("text:page-number", {"text:select-page": "current"}, "1")
    foot = element(
        "style:footer",
        None,
        element("text:p", {"text:style-name": "Foot-L"}, view.review.local),
        element("text:p", {"text:style-name": "Foot-E"}, f"{view.review.english} — ", number),
    )
    master = element("style:master-page", {"style:name": "Standard", "style:page-layout-name": "A4"}, foot)
    yield element("office:master-styles", None, master)


def _fonts() -> Markup:
    """The font by name."""
    face = empty("style:font-face", {"style:name": _FONT, "svg:font-family": f"'{_FONT}'"})
    return element("office:font-face-decls", None, face)


def styles(view: View) -> str:
    """styles.xml."""
    return part("office:document-styles", _fonts(), element("office:styles", None, *_styles(view)), *_page(view))


def automatic() -> Markup:
    """The styles of tables, for content.xml."""
    width = {"style:width": "17cm", "table:align": "margins", "style:writing-mode": "lr-tb"}
    table = element(
        "style:style",
        {"style:name": "Table", "style:family": "table"},
        empty("style:table-properties", dict(width)),
    )
    border = {"fo:border": "0.5pt solid #808080", "fo:padding": "0.15cm"}
    cell = element(
        "style:style",
        {"style:name": "Cell", "style:family": "table-cell"},
        empty("style:table-cell-properties", dict(border)),
    )
    return element("office:automatic-styles", None, table, cell)


def meta(view: View) -> str:
    """meta.xml: Dublin Core, and a user-defined property a fact."""
    when = stamp(view.translation).strftime("%Y-%m-%dT%H:%M:%S")
    lines = [
        element("meta:generator", None, "Oqyrman"),
        element("dc:title", None, view.title),
        element("dc:subject", None, view.review.english),
        element("dc:description", None, "\n".join(f"{f.label.english}: {f.value.english}" for f in view.facts)),
        element("dc:language", None, view.tag),
        element("meta:creation-date", None, when),
        element("dc:date", None, when),
        *(element("meta:user-defined", {"meta:name": f.label.english}, f.value.english) for f in view.facts),
    ]
    return part("office:document-meta", element("office:meta", None, *lines))


def manifest() -> str:
    """META-INF/manifest.xml."""
    name = f"{_OASIS}manifest:1.0"
    entries = [("/", MIMETYPE), *((part, "text/xml") for part in ("content.xml", "styles.xml", "meta.xml"))]
    lines = (
        empty("manifest:file-entry", {"manifest:full-path": path, "manifest:media-type": kind})
        for path, kind in entries
    )
    return _HEAD + str(element("manifest:manifest", {"xmlns:manifest": name, "manifest:version": "1.3"}, *lines))
