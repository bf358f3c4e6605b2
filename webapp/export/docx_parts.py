"""The parts of a Word file that are the same in every article, or hold only its metadata."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from markupsafe import Markup

from webapp.document import BlockKind
from webapp.export.files import stamp
from webapp.export.markup import element, empty, join
from webapp.export.view import View

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
FONT: Final = "Times New Roman"
"""On every machine with Word, and with letters for Kazakh and Uyghur in all their scripts."""

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATIONS: Final = "application/vnd.openxmlformats-package.relationships+xml"
_PROPERTIES: Final = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"

STYLES: Final = {
    BlockKind.PARAGRAPH: "Normal",
    BlockKind.QUOTATION: "Quote",
    BlockKind.LIST_ITEM: "ListBullet",
    BlockKind.CAPTION: "Caption",
}
"""The paragraph style of each kind of block; headings have Heading1 to Heading6."""

_STYLES: Final[tuple[tuple[str, str, str, str], ...]] = (
    # id, name, paragraph properties, run properties
    ("Quote", "Quote", '<w:spacing w:after="160"/><w:ind w:left="567" w:right="567"/>', "<w:i/><w:iCs/>"),
    ("ListBullet", "List Bullet", '<w:numPr><w:numId w:val="1"/></w:numPr><w:contextualSpacing/>', ""),
    ("Caption", "caption", '<w:spacing w:after="200"/>', '<w:i/><w:iCs/><w:sz w:val="20"/><w:szCs w:val="20"/>'),
    ("Warning", "Warning", "{border}", "<w:b/><w:bCs/>"),
    ("Provenance", "Provenance", '<w:spacing w:after="60"/>', '<w:sz w:val="19"/><w:szCs w:val="19"/>'),
    ("SourceLine", "Source Line", '<w:keepNext/><w:spacing w:after="0"/>', '<w:color w:val="595959"/>'),
    ("Footer", "footer", '<w:jc w:val="center"/>', '<w:sz w:val="17"/><w:szCs w:val="17"/>'),
    ("CommentText", "annotation text", "", '<w:sz w:val="20"/><w:szCs w:val="20"/>'),
)
_LINE: Final = 'w:line="300" w:lineRule="auto"'
_SIZES: Final = (36, 30, 26, 24, 24, 24)


def part(root: str, attributes: dict[str, str | None], *children: str) -> str:
    """An XML part of the package."""
    return _HEAD + str(element(root, attributes, *children))


def _style(style: str, name: str, paragraph: str, run: str) -> Markup:
    """A paragraph style based on Normal."""
    sides = ("top", "left", "bottom", "right")
    lines = (empty(f"w:{s}", {"w:val": "single", "w:sz": "12", "w:space": "6", "w:color": "auto"}) for s in sides)
    properties = paragraph.format(border=element("w:pBdr", None, *lines))
    return element(
        "w:style",
        {"w:type": "paragraph", "w:styleId": style},
        empty("w:name", {"w:val": name}),
        empty("w:basedOn", {"w:val": "Normal"}),
        empty("w:qFormat"),
        element("w:pPr", None, Markup(properties)),
        element("w:rPr", None, Markup(run)),
    )


def styles() -> str:
    """word/styles.xml."""
    fonts = empty("w:rFonts", {f"w:{kind}": FONT for kind in ("ascii", "hAnsi", "eastAsia", "cs")})
    sizes = empty("w:sz", {"w:val": "24"}) + empty("w:szCs", {"w:val": "24"})
    defaults = element(
        "w:docDefaults",
        None,
        element("w:rPrDefault", None, element("w:rPr", None, fonts, sizes)),
        element("w:pPrDefault", None, element("w:pPr", None, Markup(f'<w:spacing w:after="160" {_LINE}/>'))),
    )
    normal = element(
        "w:style",
        {"w:type": "paragraph", "w:default": "1", "w:styleId": "Normal"},
        empty("w:name", {"w:val": "Normal"}),
    )
    headings = (
        _style(
            f"Heading{level}",
            f"heading {level}",
            f'<w:keepNext/><w:spacing w:before="280" w:after="120" {_LINE}/>'
            f'<w:outlineLvl w:val="{level - 1}"/>',
            f'<w:b/><w:bCs/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>',
        )
        for level, size in enumerate(_SIZES, 1)
    )
    mark = element(
        "w:style",
        {"w:type": "character", "w:styleId": "CommentReference"},
        empty("w:name", {"w:val": "annotation reference"}),
        element("w:rPr", None, empty("w:sz", {"w:val": "16"}), empty("w:szCs", {"w:val": "16"})),
    )
    return part("w:styles", {"xmlns:w": W}, defaults, normal, *headings, *(_style(*row) for row in _STYLES), mark)


def numbering() -> str:
    """word/numbering.xml: one bulleted list of nine levels."""
    levels = (
        element(
            "w:lvl",
            {"w:ilvl": str(level)},
            empty("w:start", {"w:val": "1"}),
            empty("w:numFmt", {"w:val": "bullet"}),
            empty("w:lvlText", {"w:val": "•"}),
            empty("w:lvlJc", {"w:val": "left"}),
            element("w:pPr", None, empty("w:ind", {"w:left": str(567 * (level + 1)), "w:hanging": "283"})),
        )
        for level in range(9)
    )
    kind = empty("w:multiLevelType", {"w:val": "hybridMultilevel"})
    return part(
        "w:numbering",
        {"xmlns:w": W},
        element("w:abstractNum", {"w:abstractNumId": "0"}, kind, *levels),
        element("w:num", {"w:numId": "1"}, empty("w:abstractNumId", {"w:val": "0"})),
    )


def core(view: View) -> str:
    """docProps/core.xml: Dublin Core."""
    when = stamp(view.translation).strftime("%Y-%m-%dT%H:%M:%SZ")
    description = "\n".join(f"{fact.label.english}: {fact.value.english}" for fact in view.facts)
    names = {
        "xmlns:cp": f"{_PACKAGE}/metadata/core-properties",
        "xmlns:dc": "http://purl.org/dc/elements/1.1/",
        "xmlns:dcterms": "http://purl.org/dc/terms/",
        "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    }
    dates = (element(f"dcterms:{name}", {"xsi:type": "dcterms:W3CDTF"}, when) for name in ("created", "modified"))
    return part(
        "cp:coreProperties",
        dict(names),
        element("dc:title", None, view.title),
        element("dc:creator", None, "Oqyrman (machine translation)"),
        element("dc:subject", None, view.review.english),
        element("dc:description", None, description),
        element("dc:language", None, view.tag),
        *dates,
    )


def custom(view: View) -> str:
    """docProps/custom.xml: a property a fact."""
    lines = (
        element(
            "property",
            {"fmtid": _PROPERTIES, "pid": str(number), "name": fact.label.english},
            element("vt:lpwstr", None, fact.value.english),
        )
        for number, fact in enumerate(view.facts, 2)
    )
    names = {"xmlns": f"{_OFFICE}/custom-properties", "xmlns:vt": f"{_OFFICE}/docPropsVTypes"}
    return part("Properties", dict(names), *lines)


_PARTS: Final = (
    # name, content type, relation from the document ("" where it is from the package)
    ("/word/styles.xml", f"{_TYPE}.styles+xml", "styles"),
    ("/word/numbering.xml", f"{_TYPE}.numbering+xml", "numbering"),
    ("/word/comments.xml", f"{_TYPE}.comments+xml", "comments"),
    ("/word/footer1.xml", f"{_TYPE}.footer+xml", "footer"),
)
_PACKAGE_PARTS: Final = (
    ("/word/document.xml", f"{_TYPE}.document.main+xml", f"{_OFFICE}/relationships/officeDocument"),
    (
        "/docProps/core.xml",
        "application/vnd.openxmlformats-package.core-properties+xml",
        f"{_PACKAGE}/relationships/metadata/core-properties",
    ),
    (
        "/docProps/custom.xml",
        "application/vnd.openxmlformats-officedocument.custom-properties+xml",
        f"{_OFFICE}/relationships/custom-properties",
    ),
)


def _relations(pairs: Iterator[tuple[str, str]]) -> str:
    """A relationships part of (type, target)."""
    lines = (
        empty("Relationship", {"Id": f"rId{number}", "Type": kind, "Target": target})
        for number, (kind, target) in enumerate(pairs, 1)
    )
    return part("Relationships", {"xmlns": f"{_PACKAGE}/relationships"}, *lines)


FOOTER_RELATION: Final = f"rId{[row[2] for row in _PARTS].index('footer') + 1}"


def frame() -> Iterator[tuple[str, str]]:
    """The parts that hold the package together: content types and relations."""
    types = [
        empty("Default", {"Extension": "rels", "ContentType": _RELATIONS}),
        empty("Default", {"Extension": "xml", "ContentType": "application/xml"}),
        *(empty("Override", {"PartName": row[0], "ContentType": row[1]}) for row in (*_PACKAGE_PARTS, *_PARTS)),
    ]
    yield "[Content_Types].xml", part("Types", {"xmlns": f"{_PACKAGE}/content-types"}, join(types))
    yield "_rels/.rels", _relations((kind, name.lstrip("/")) for name, _, kind in _PACKAGE_PARTS)
    inner = ((f"{_OFFICE}/relationships/{kind}", name.removeprefix("/word/")) for name, _, kind in _PARTS)
    yield "word/_rels/document.xml.rels", _relations(inner)
