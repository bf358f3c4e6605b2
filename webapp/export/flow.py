"""The body of a page: one Translation as HTML elements that are also well-formed XHTML (for EPUB)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby

from markupsafe import Markup

from webapp.document import BlockKind
from webapp.export.clean import runs
from webapp.export.markup import Attributes, element, empty, join
from webapp.export.provenance import Said
from webapp.export.rows import Note, Pair, Row
from webapp.export.view import View

_WRAPS: dict[BlockKind, Callable[[Row, Attributes, Markup], Markup]] = {
    BlockKind.HEADING: lambda row, at, text: element(f"h{min(max(row.level, 1), 6)}", at, text),
    BlockKind.PARAGRAPH: lambda row, at, text: element("p", at, text),
    BlockKind.QUOTATION: lambda row, at, text: element("blockquote", at, element("p", None, text)),
    BlockKind.LIST_ITEM: lambda row, at, text: element("ul", at, element("li", None, text)),
    BlockKind.CAPTION: lambda row, at, text: element("figure", at, element("figcaption", None, text)),
}


def anchor(row: Row) -> Attributes:
    """The id of a heading, for a table of contents."""
    return {"id": f"heading-{row.number}"} if row.kind is BlockKind.HEADING else {}


class Flow:
    """Builds the body of a page."""

    def __init__(self, prepared: View, xml: bool = False) -> None:
        """Of `prepared`; `xml` adds `xml:lang` and the `epub:type` of notes."""
        self.view, self.xml = prepared, xml

    # -- pieces ---------------------------------------------------------------

    def language(self, tag: str, direction: str | None = None, **more: str | None) -> Attributes:
        """The attributes that say what language and direction an element's text has."""
        xml = {"xml:lang": tag} if self.xml else {}
        return {"lang": tag, **xml, "dir": direction, **{key.rstrip("_"): value for key, value in more.items()}}

    def local(self, **more: str | None) -> Attributes:
        """The attributes of text in the language of the translation."""
        return self.language(self.view.tag, self.view.direction, **more)

    def source(self, **more: str | None) -> Attributes:
        """The attributes of text in the source language."""
        return self.language(self.view.translation.document.language, "ltr", **more)

    def isolated(self, text: str) -> Markup:
        """Text of the translation; words of the other direction stand in `<bdi>`."""
        pieces = runs(text, self.view.direction)
        return join(element("bdi", None, piece) if foreign else piece for piece, foreign in pieces)

    def said(self, text: Said, name: str = "p", **more: str | None) -> Markup:
        """A sentence in the language of the translation, and in English after it."""
        parts = [element("span", self.local(), self.isolated(text.local))] if text.local else []
        parts.append(element("span", self.language("en", "ltr", class_="english"), text.english))
        return element(name, {key.rstrip("_"): value for key, value in more.items()}, join(parts, " "))

    def reference(self, note: Note) -> Markup:
        """The small number that leads to a note."""
        kind = {"epub:type": "noteref"} if self.xml else {}
        link = {"href": f"#note-{note.number}", "id": f"ref-{note.number}", "role": "doc-noteref", **kind}
        return element("sup", None, element("a", link, f"[{note.number}]"))

    def sentence(self, pair: Pair) -> Markup:
        """A translated sentence: changed names marked, a note's number after what it is about."""
        text, at = pair.text, 0
        parts: list[Markup] = []
        placed = sorted((note for note in pair.notes if note.start >= 0), key=lambda note: note.start)
        for note in placed:
            if note.start >= at:
                parts.append(self.isolated(text[at : note.start]))
                title = {"class": "name", "title": note.text.english}
                parts.append(element("span", title, self.isolated(text[note.start : note.end])))
                at = note.end
            parts.append(self.reference(note))
        parts.append(self.isolated(text[at:]))
        parts += [self.reference(note) for note in pair.notes if note.start < 0]
        return join(parts)

    def block(self, row: Row, source: bool = False) -> Markup:
        """The inside of a block: its sentences joined as the source joins them."""
        if source:
            return join([row.source])
        return join((" " if pair.gap else "") + self.sentence(pair) for pair in row.pairs)

    # -- layouts --------------------------------------------------------------

    def items(self, rows: list[Row], attributes: Attributes, source: bool = False, level: int = 1) -> Markup:
        """Consecutive list items as nested lists."""
        made: list[Markup] = []
        at = 0
        while at < len(rows):
            row, at = rows[at], at + 1
            deeper = at
            while deeper < len(rows) and rows[deeper].level > level:
                deeper += 1
            nested = [self.items(rows[at:deeper], {}, source, level + 1)] if deeper > at else []
            made.append(element("li", None, self.block(row, source), *nested))
            at = deeper
        return element("ul", attributes, *made)

    def plain(self, source: bool = False) -> Iterator[Markup]:
        """The text alone, block after block."""
        attributes = self.source() if source else {}
        for kind, group in groupby(self.view.rows, key=lambda row: row.kind):
            rows = [row for row in group if row.source if source or row.pairs]
            if kind is BlockKind.LIST_ITEM and rows:
                yield self.items(rows, attributes, source)
            elif kind is not BlockKind.LIST_ITEM:
                for row in rows:
                    at = attributes if source else anchor(row)
                    yield _WRAPS[kind](row, at, self.block(row, source))

    def beside(self) -> Iterator[Markup]:
        """A table: source at the left, translation at the right, a row a block."""
        names = (self.view.say("source_text"), self.view.say("translation"))
        head = (
            element("th", self.language("en", "ltr", scope="col"), names[0].english),
            element("th", self.local(scope="col"), names[1].local),
        )
        body = (
            element(
                "tr",
                None,
                element("td", self.source(), _WRAPS[row.kind](row, {}, self.block(row, True))),
                element("td", self.local(), _WRAPS[row.kind](row, anchor(row), self.block(row))),
            )
            for row in self.view.rows
        )
        heads = element("thead", None, element("tr", None, *head))
        yield element("table", {"class": "beside", "dir": "ltr"}, heads, element("tbody", None, *body))

    def between(self) -> Iterator[Markup]:
        """Each sentence's source, and its translation under it."""
        for row in self.view.rows:
            lines = [
                element("span", self.source(class_="source"), pair.source)
                + element("span", self.local(class_="target"), self.sentence(pair))
                for pair in row.pairs
            ]
            inside = join(lines) if lines else self.block(row, True)
            yield _WRAPS[row.kind](row, {"class": "between", **anchor(row)}, inside)

    # -- the whole ------------------------------------------------------------

    def top(self) -> Iterator[Markup]:
        """What must be read first: the warning about an unfit package, and whether a person reviewed the text."""
        if self.view.warning:
            yield self.said(self.view.warning, class_="warning", role="note")
        yield self.said(self.view.review, class_="review")

    def heading(self, key: str) -> Markup:
        """The heading of one of the sections after the text."""
        return self.said(self.view.say(key), "h2")

    def after(self) -> Iterator[Markup]:
        """Notes, names, source and provenance."""
        if self.view.notes:
            yield self.section("notes", *map(self.note, self.view.notes))
        if self.view.names:
            yield self.section("names", self.appendix())
        if self.view.source_after:
            yield self.section("source_text", *self.plain(source=True))
        lines = (
            element("dt", None, self.said(fact.label, "span")) + element("dd", None, self.value(fact.value, fact.plain))
            for fact in self.view.facts
        )
        yield self.section("about", element("dl", None, *lines))

    def section(self, key: str, *children: Markup) -> Markup:
        """A section with its heading; the ids are stable, so that a reader can link to them."""
        return element("section", {"id": key.replace("_", "-")}, self.heading(key), *children)

    def value(self, text: Said, plain: bool) -> Markup:
        """The value of a fact, once where both languages say the same."""
        return element("bdi", None, text.english) if plain else self.said(text, "span")

    def note(self, note: Note) -> Markup:
        """One note, with the way back to its place."""
        back = element("a", {"href": f"#ref-{note.number}", "role": "doc-backlink"}, f"[{note.number}]")
        kind = {"epub:type": "footnote"} if self.xml else {}
        text = element("p", None, back, " ", self.said(note.text, "span"))
        return element("aside", {"id": f"note-{note.number}", **kind}, text)

    def appendix(self) -> Markup:
        """The table of names."""
        keys = ("in_source", "in_translation", "remark")
        head = element("tr", None, *(self.said(self.view.say(key), "th", scope="col") for key in keys))
        body = (
            element(
                "tr",
                None,
                element("td", self.source(), name.written),
                element("td", self.local(), name.target),
                element("td", None, self.said(name.status, "span"), *self.why(name.why)),
            )
            for name in self.view.names
        )
        return element("table", {"class": "names"}, element("thead", None, head), element("tbody", None, *body))

    def why(self, text: str) -> Iterator[Markup]:
        """Why a name stands as it does, which is said in English."""
        if text:
            yield empty("br") + element("span", self.language("en", "ltr", class_="english"), text)

    def body(self) -> Iterator[Markup]:
        """The article in the layout asked for."""
        layouts = {"translation": self.plain, "side-by-side": self.beside, "interlinear": self.between}
        return layouts[self.view.layout]()
