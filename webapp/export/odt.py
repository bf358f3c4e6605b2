"""ODT (OpenDocument 1.3): the same text, styles and comments as the Word file, for LibreOffice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from markupsafe import Markup

from webapp.document import BlockKind
from webapp.export import odt_parts as parts
from webapp.export.files import stamp, zipped
from webapp.export.markup import element, empty, join
from webapp.export.pieces import Piece, pieces
from webapp.export.provenance import Said
from webapp.export.rows import Note, Pair, Row
from webapp.export.view import View

_KINDS: Final = {
    BlockKind.HEADING: "Heading",
    BlockKind.PARAGRAPH: "Body",
    BlockKind.QUOTATION: "Quotation",
    BlockKind.LIST_ITEM: "Item",
    BlockKind.CAPTION: "Caption",
}


class _Body:
    """Builds the text of the document. Styles end in L, S or E: local language, source, English."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.when = stamp(view.translation).strftime("%Y-%m-%dT%H:%M:%S")

    def said(self, text: Said, style: str) -> Iterator[Markup]:
        """A sentence in the language of the translation, and the English one under it."""
        if text.local:
            yield element("text:p", {"text:style-name": f"{style}-L"}, text.local)
        yield element("text:p", {"text:style-name": f"{style}-E"}, text.english)

    def heading(self, text: Said) -> Iterator[Markup]:
        """The heading of a section after the text."""
        for style, words in (("Heading2-L", text.local), ("Heading2-E", text.english)):
            yield element("text:h", {"text:style-name": style, "text:outline-level": "2"}, words)

    def piece(self, piece: Piece) -> Markup:
        """A run of text, with the comments that begin before it and end after it."""
        ends = (empty("office:annotation-end", {"office:name": f"note{note.number}"}) for note in piece.closes)
        return join([*map(self.comment, piece.opens), piece.text, *ends])

    def comment(self, note: Note) -> Markup:
        """A note as a comment."""
        lines = (element("text:p", None, text) for text in (note.text.local, note.text.english) if text)
        made = (element("dc:creator", None, "Oqyrman"), element("dc:date", None, self.when))
        return element("office:annotation", {"office:name": f"note{note.number}"}, *made, *lines)

    def sentences(self, pairs: Iterable[Pair]) -> Markup:
        """Sentences one after the other."""
        return join(
            (" " if pair.gap and at else "") + join(map(self.piece, pieces(pair, self.view.direction)))
            for at, pair in enumerate(pairs)
        )

    def block(self, row: Row, side: str, content: str) -> Markup:
        """A block as the element and style of its kind."""
        if row.kind is BlockKind.HEADING:
            outline = str(min(max(row.level, 1), 6))
            style = {"text:style-name": f"Heading{outline}-{side}", "text:outline-level": outline}
            return element("text:h", dict(style), content)
        made = element("text:p", {"text:style-name": f"{_KINDS[row.kind]}-{side}"}, content)
        depth = min(max(row.level, 1), 10) if row.kind is BlockKind.LIST_ITEM else 0
        for level in range(depth, 0, -1):
            style = {"text:style-name": f"List-{side}"} if level == 1 else {}
            made = element("text:list", dict(style), element("text:list-item", None, made))
        return made

    def source(self, row: Row) -> Markup:
        """A block in the source language."""
        return self.block(row, "S", row.source)

    def target(self, row: Row) -> Markup:
        """A block in translation."""
        return self.block(row, "L", self.sentences(row.pairs))

    def plain(self) -> Iterator[Markup]:
        """The translation alone."""
        return (self.target(row) for row in self.view.rows if row.pairs)

    def beside(self) -> Iterator[Markup]:
        """A table: source at the left, translation at the right."""
        names = (self.view.say("source_text").english, self.view.say("translation").local)
        head = [element("text:p", {"text:style-name": f"Head-{s}"}, n) for s, n in zip("EL", names, strict=True)]
        yield table("beside", head, ([self.source(row), self.target(row)] for row in self.view.rows))

    def between(self) -> Iterator[Markup]:
        """Each sentence's source, and its translation under it."""
        for row in self.view.rows:
            for pair in row.pairs:
                yield element("text:p", {"text:style-name": "Line-S"}, pair.source)
                yield self.block(row, "L", self.sentences([pair]))
            if not row.pairs:
                yield element("text:p", {"text:style-name": "Line-S"}, row.source)

    def names(self) -> Markup:
        """The table of names."""
        keys = ("in_source", "in_translation", "remark")
        rows = (
            [
                element("text:p", {"text:style-name": "Small-S"}, name.written),
                element("text:p", {"text:style-name": "Small-L"}, name.target),
                join(self.said(Said(f"{name.status.english}. {name.why}".strip(), name.status.local), "Small")),
            ]
            for name in self.view.names
        )
        return table("names", [join(self.said(self.view.say(key), "Small")) for key in keys], rows)

    def text(self) -> Iterator[Markup]:
        """Everything in order."""
        view = self.view
        if view.warning:
            yield from self.said(view.warning, "Warning")
        yield from self.said(view.review, "Small")
        layouts = {"translation": self.plain, "side-by-side": self.beside, "interlinear": self.between}
        yield from layouts[view.layout]()
        if view.names:
            yield from self.heading(view.say("names"))
            yield self.names()
        if view.source_after:
            yield from self.heading(view.say("source_text"))
            yield from (self.source(row) for row in view.rows if row.source)
        yield from self.heading(view.say("about"))
        for fact in view.facts:
            yield element("text:p", {"text:style-name": "Small-L"}, f"{fact.label.local}: {fact.value.local}")
            yield element("text:p", {"text:style-name": "Small-E"}, f"{fact.label.english}: {fact.value.english}")


def table(name: str, head: list[Markup], rows: Iterable[list[Markup]]) -> Markup:
    """A table of equal columns, its heading repeated on every page."""

    def line(cells: list[Markup]) -> Markup:
        cell = {"table:style-name": "Cell", "office:value-type": "string"}
        return element("table:table-row", None, *(element("table:table-cell", dict(cell), text) for text in cells))

    columns = empty("table:table-column", {"table:number-columns-repeated": str(len(head))})
    heads = element("table:table-header-rows", None, line(head))
    return element("table:table", {"table:name": name, "table:style-name": "Table"}, columns, heads, *map(line, rows))


def render(view: View) -> bytes:
    """`view` as an OpenDocument text."""
    content = element("office:body", None, element("office:text", None, join(_Body(view).text(), "\n")))
    automatic = parts.automatic()
    entries = [
        ("mimetype", parts.MIMETYPE),
        ("META-INF/manifest.xml", parts.manifest()),
        ("content.xml", parts.part("office:document-content", automatic, content)),
        ("styles.xml", parts.styles(view)),
        ("meta.xml", parts.meta(view)),
    ]
    return zipped(entries, stamp(view.translation), stored=frozenset({"mimetype"}))
