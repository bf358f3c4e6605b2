"""DOCX (ECMA-376 transitional): styles, true right-to-left paragraphs and runs, notes as comments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from markupsafe import Markup

from webapp.document import BlockKind
from webapp.export import docx_parts as parts
from webapp.export.files import stamp, zipped
from webapp.export.markup import element, empty, join
from webapp.export.pieces import Piece, pieces, plain_pieces
from webapp.export.provenance import Said
from webapp.export.rows import Note, Pair, Row
from webapp.export.view import View
from webapp.languages import Direction

_REGIONS: Final = {"kk": "kk-KZ", "ru": "ru-RU", "ug": "ug-CN", "en": "en-US"}
"""Word knows its proofing languages by region."""

_MARGINS: Final = tuple(f"w:{side}" for side in ("top", "right", "bottom", "left", "header", "footer"))
_WIDTH: Final = 9638
"""The width of the text in twentieths of a point: A4 less 2 cm at each side."""


def run(text: str, rtl: bool, tag: str, bold: bool = False) -> Markup:
    """A run of text; in a right-to-left one the complex-script font, size and language count."""
    language = {"w:bidi" if rtl else "w:val": _REGIONS.get(tag, tag)}
    properties = [
        *([empty("w:b"), empty("w:bCs")] if bold else []),
        *([empty("w:rtl"), empty("w:cs")] if rtl else []),
        empty("w:lang", dict(language)),
    ]
    return element("w:r", None, element("w:rPr", None, *properties), element("w:t", {"xml:space": "preserve"}, text))


def paragraph(style: str, direction: Direction, *runs: str, level: int | None = None) -> Markup:
    """A paragraph of `style`; `level` is its depth in a list, from 0."""
    number = element("w:numPr", None, empty("w:ilvl", {"w:val": str(level)}), empty("w:numId", {"w:val": "1"}))
    properties = [
        empty("w:pStyle", {"w:val": style}),
        *([number] if level is not None else []),
        *([empty("w:bidi")] if direction == "rtl" else []),
    ]
    return element("w:p", None, element("w:pPr", None, *properties), *runs)


class _Body:
    """Builds the document and its comments."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.source_tag = view.translation.document.language

    # -- runs -------------------------------------------------------------------

    def local(self, text: str, bold: bool = False) -> Markup:
        """Runs of text in the language of the translation."""
        return join(self.piece(piece, bold) for piece in plain_pieces(text, self.view.direction))

    def piece(self, piece: Piece, bold: bool = False) -> Markup:
        """A run, with the comments that begin before it and end after it."""
        rtl = (self.view.direction == "rtl") != piece.foreign
        opens = (empty("w:commentRangeStart", {"w:id": str(note.number)}) for note in piece.opens)
        closes = (
            empty("w:commentRangeEnd", {"w:id": str(note.number)})
            + element(
                "w:r",
                None,
                element("w:rPr", None, empty("w:rStyle", {"w:val": "CommentReference"})),
                empty("w:commentReference", {"w:id": str(note.number)}),
            )
            for note in piece.closes
        )
        tag = "en" if piece.foreign and self.view.direction == "rtl" else self.view.tag
        return join([*opens, run(piece.text, rtl, tag, bold), *closes])

    def sentences(self, pairs: Iterable[Pair]) -> Markup:
        """Sentences one after the other."""
        made: list[Markup] = []
        for pair in pairs:
            if pair.gap:
                made.append(self.local(" "))
            made += map(self.piece, pieces(pair, self.view.direction))
        return join(made)

    def said(self, text: Said, style: str) -> Iterator[Markup]:
        """A sentence in the language of the translation, and the English one under it."""
        if text.local:
            yield paragraph(style, self.view.direction, self.local(text.local))
        yield paragraph(style, "ltr", run(text.english, False, "en"))

    # -- blocks -----------------------------------------------------------------

    def block(self, row: Row, content: Markup, direction: Direction, style: str = "") -> Markup:
        """A block in the style of its kind."""
        heading = f"Heading{min(max(row.level, 1), 6)}"
        named = style or (heading if row.kind is BlockKind.HEADING else parts.STYLES[row.kind])
        level = min(max(row.level, 1), 9) - 1 if row.kind is BlockKind.LIST_ITEM else None
        return paragraph(named, direction, content, level=level)

    def source(self, row: Row, text: str = "", style: str = "") -> Markup:
        """A block, or a sentence of it, in the source language."""
        return self.block(row, run(text or row.source, False, self.source_tag), "ltr", style)

    def target(self, row: Row, pairs: Iterable[Pair]) -> Markup:
        """A block, or sentences of it, in translation."""
        return self.block(row, self.sentences(pairs), self.view.direction)

    def plain(self) -> Iterator[Markup]:
        """The translation alone."""
        return (self.target(row, row.pairs) for row in self.view.rows if row.pairs)

    def beside(self) -> Iterator[Markup]:
        """A table: source at the left, translation at the right."""
        names = (self.view.say("source_text").english, self.view.say("translation").local)
        head = (
            paragraph("Normal", "ltr", run(names[0], False, "en", bold=True)),
            paragraph("Normal", self.view.direction, self.local(names[1], bold=True)),
        )
        yield table([head, *((self.source(row), self.target(row, row.pairs)) for row in self.view.rows)])
        yield paragraph("Normal", "ltr")

    def between(self) -> Iterator[Markup]:
        """Each sentence's source, and its translation under it."""
        for row in self.view.rows:
            for pair in row.pairs:
                yield self.source(row, pair.source or " ", "SourceLine")
                yield self.target(row, (pair,))
            if not row.pairs:
                yield self.source(row, style="SourceLine")

    def names(self) -> Iterator[Markup]:
        """The table of names."""
        keys = ("in_source", "in_translation", "remark")
        heads = tuple(join(self.said(self.view.say(key), "Provenance")) for key in keys)
        rows = (
            (
                paragraph("Provenance", "ltr", run(name.written, False, self.source_tag)),
                paragraph("Provenance", self.view.direction, self.local(name.target)),
                join(self.said(Said(f"{name.status.english}. {name.why}".strip(), name.status.local), "Provenance")),
            )
            for name in self.view.names
        )
        yield table([heads, *rows])
        yield paragraph("Normal", "ltr")

    def document(self) -> Iterator[Markup]:
        """Every paragraph and table of the file."""
        view = self.view
        if view.warning:
            yield from self.said(view.warning, "Warning")
        yield from self.said(view.review, "Provenance")
        layouts = {"translation": self.plain, "side-by-side": self.beside, "interlinear": self.between}
        yield from layouts[view.layout]()
        if view.names:
            yield from self.said(view.say("names"), "Heading2")
            yield from self.names()
        if view.source_after:
            yield from self.said(view.say("source_text"), "Heading2")
            yield from (self.source(row) for row in view.rows if row.source)
        yield from self.said(view.say("about"), "Heading2")
        for fact in view.facts:
            local, english = fact.label.local, fact.label.english
            yield paragraph("Provenance", view.direction, self.local(f"{local}: {fact.value.local}"))
            yield paragraph("Provenance", "ltr", run(f"{english}: {fact.value.english}", False, "en"))

    def comment(self, note: Note, when: str) -> Markup:
        """A note as a comment."""
        who = {"w:id": str(note.number), "w:author": "Oqyrman", "w:date": when, "w:initials": "O"}
        return element("w:comment", dict(who), *self.said(note.text, "CommentText"))

    def footer(self) -> str:
        """What stands at the foot of every page: whether a person reviewed the text, and the page's number."""
        number = element("w:fldSimple", {"w:instr": "PAGE"}, run("1", False, "en"))
        local = paragraph("Footer", self.view.direction, self.local(self.view.review.local))
        english = paragraph("Footer", "ltr", run(f"{self.view.review.english} — ", False, "en"), number)
        return parts.part("w:ftr", {"xmlns:w": parts.W}, local, english)


def table(rows: Iterable[tuple[Markup, ...]]) -> Markup:
    """A table of equal columns whose first row is its heading, repeated on every page."""
    made = list(rows)
    width = str(_WIDTH // len(made[0]))
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = (empty(f"w:{s}", {"w:val": "single", "w:sz": "4", "w:space": "0", "w:color": "808080"}) for s in sides)
    properties = element(
        "w:tblPr",
        None,
        empty("w:bidiVisual", {"w:val": "0"}),
        empty("w:tblW", {"w:w": str(_WIDTH), "w:type": "dxa"}),
        element("w:tblBorders", None, *lines),
        empty("w:tblLayout", {"w:type": "fixed"}),
    )
    grid = element("w:tblGrid", None, *(empty("w:gridCol", {"w:w": width}) for _ in made[0]))
    size = element("w:tcPr", None, empty("w:tcW", {"w:w": width, "w:type": "dxa"}))
    head = element("w:trPr", None, empty("w:tblHeader"))
    trs = (
        element("w:tr", None, head if at == 0 else "", *(element("w:tc", None, size, cell) for cell in row))
        for at, row in enumerate(made)
    )
    return element("w:tbl", None, properties, grid, *trs)


def render(view: View) -> bytes:
    """`view` as a Word document."""
    body = _Body(view)
    section = element(
        "w:sectPr",
        None,
        empty("w:footerReference", {"w:type": "default", "r:id": parts.FOOTER_RELATION}),
        empty("w:pgSz", {"w:w": "11906", "w:h": "16838"}),
        empty("w:pgMar", {**dict.fromkeys(_MARGINS, "1134"), "w:gutter": "0"}),
        *([empty("w:bidi")] if view.direction == "rtl" else []),
    )
    names = {"xmlns:w": parts.W, "xmlns:r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships"}
    when = stamp(view.translation).strftime("%Y-%m-%dT%H:%M:%SZ")
    document = element("w:body", None, join(body.document(), "\n"), section)
    comments = (body.comment(note, when) for note in view.notes)
    entries = [
        *parts.frame(),
        ("docProps/core.xml", parts.core(view)),
        ("docProps/custom.xml", parts.custom(view)),
        ("word/document.xml", parts.part("w:document", dict(names), document)),
        ("word/styles.xml", parts.styles()),
        ("word/numbering.xml", parts.numbering()),
        ("word/comments.xml", parts.part("w:comments", {"xmlns:w": parts.W}, *comments)),
        ("word/footer1.xml", body.footer()),
    ]
    return zipped(entries, stamp(view.translation))
