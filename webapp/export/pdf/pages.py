"""Pages: columns of lines flowing from page to page, each tagged for screen readers, with a foot on every page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from webapp.export.pdf.faces import Face, Faces, Glyph
from webapp.export.pdf.file import written
from webapp.export.pdf.lines import Line, Setter, Span

WIDTH: Final = 595.28
HEIGHT: Final = 841.89
MARGIN: Final = 62.0
FOOT: Final = 74.0
TEXT_WIDTH: Final = WIDTH - 2 * MARGIN


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph to set: what it says, how, and what it is in the structure of the document."""

    text: str
    tag: str
    language: str
    rtl: bool = False
    arabic: bool = False
    size: float = 11.0
    style: str = ""
    gray: float = 0.0
    label: str = ""
    indent: float = 0.0
    inset: float = 0.0

    @property
    def leading(self) -> float:
        """From one base line to the next; Arabic letters reach further up and down."""
        return self.size * (1.65 if self.arabic else 1.4)


@dataclass(slots=True)
class Element:
    """A node of the structure tree: its kids are elements, or marked content as (page, number)."""

    tag: str
    language: str = ""
    kids: list[Element | tuple[int, int]] = field(default_factory=list)

    def child(self, tag: str, language: str = "") -> Element:
        """A new element at the end of this one."""
        made = Element(tag, language)
        self.kids.append(made)
        return made


@dataclass(slots=True)
class _Column:
    """A paragraph in lines at its place on the page, and how many of them are set."""

    text: Text
    lines: list[Line]
    x: float
    width: float
    element: Element
    done: int = 0

    @property
    def left(self) -> bool:
        """Whether lines are left to set."""
        return self.done < len(self.lines)


@dataclass(slots=True)
class Page:
    """The content of a page; `marks` are the elements of its marked content in order."""

    content: list[bytes] = field(default_factory=list)
    marks: list[Element] = field(default_factory=list)


class Pages:
    """Sets paragraphs and columns on pages."""

    def __init__(self) -> None:
        """No page yet."""
        self.faces = Faces()
        self.setter = Setter(self.faces)
        self.names: dict[str, str] = {}
        self.pages: list[Page] = []
        self.root = Element("Document")
        self.outline: list[tuple[str, int, float]] = []
        self.y = 0.0

    # -- flow ---------------------------------------------------------------------

    def turn(self) -> None:
        """A new page."""
        self.pages.append(Page())
        self.y = HEIGHT - MARGIN

    def need(self, height: float) -> None:
        """A new page where less than `height` is left on this one."""
        if not self.pages or self.y - height < FOOT:
            self.turn()

    def space(self, height: float) -> None:
        """White space, unless the page is new."""
        if self.pages and self.y < HEIGHT - MARGIN:
            self.y -= height

    def paragraph(self, text: Text, parent: Element | None = None, after: float = 6.0) -> None:
        """A paragraph over the whole width."""
        self.columns([text], parent or self.root, after)

    def columns(self, texts: Sequence[Text], parent: Element, after: float = 6.0, cell: str = "") -> None:
        """Paragraphs side by side; each is an element of `parent`, inside one of kind `cell` where that is given."""
        gap = 16.0
        width = (TEXT_WIDTH - gap * (len(texts) - 1)) / len(texts)
        columns = []
        for at, text in enumerate(texts):
            holder = parent.child(cell, text.language) if cell else parent
            element = holder.child(text.tag, text.language)
            columns.append(self.column(text, MARGIN + at * (width + gap), width, element))
        first = max(column.text.leading * min(len(column.lines), 2) for column in columns)
        if all(text.style == "bold" for text in texts):
            first += 60  # a heading stays with what it heads
        self.need(first)
        if texts[-1].tag.startswith("H"):
            self.outline.append((texts[-1].text, len(self.pages) - 1, self.y))
        self.flow(columns)
        self.y -= after

    def column(self, text: Text, x: float, width: float, element: Element) -> _Column:
        """A paragraph in lines."""
        room = max(width - text.indent - 2 * text.inset, 3 * text.size)
        x += text.inset + (0.0 if text.rtl else text.indent)
        lines = self.setter.lines(text.text, room * 1000 / text.size, text.rtl, text.style, text.arabic)
        return _Column(text, lines, x, room, element)

    def flow(self, columns: Sequence[_Column]) -> None:
        """Set columns beside each other, going on over as many pages as the longest needs."""
        while True:
            lowest = self.y
            for column in columns:
                lowest = min(lowest, self.chunk(column))
            self.y = lowest
            if not any(column.left for column in columns):
                return
            self.turn()

    def chunk(self, column: _Column) -> float:
        """As many lines of a column as the page has room for, as one piece of marked content; where it ends."""
        page, y, first = self.pages[-1], self.y, column.done
        if not column.left:
            return y
        text = column.text
        drawn: list[bytes] = []
        while column.left and y - text.leading >= FOOT:
            line = column.lines[column.done]
            y -= text.leading
            place = column.x + (column.width - line.width * text.size / 1000 if text.rtl else 0.0)
            if column.done == 0 and text.label:
                drawn += self.label(column, y + text.leading * 0.25)
            drawn += self.line(line, place, y + text.leading * 0.25, text.size)
            column.done += 1
        if column.done > first:
            self.marked(page, column.element, drawn, text.gray)
        return y

    def label(self, column: _Column, y: float) -> Iterator[bytes]:
        """The bullet of a list item, outside its text."""
        text = column.text
        for line in self.setter.lines(text.label, 10_000, text.rtl, "", text.arabic):
            gap = line.width * text.size / 1000 + 5
            yield from self.line(line, column.x + column.width + 5 if text.rtl else column.x - gap, y, text.size)

    def rule(self, gray: float = 0.6) -> None:
        """A line across the page, which is no content."""
        if self.pages:
            line = f"{MARGIN:.2f} {self.y:.2f} m {WIDTH - MARGIN:.2f} {self.y:.2f} l S"
            self.pages[-1].content.append(f"/Artifact BMC q {gray:.2f} G 0.5 w {line} Q EMC".encode())
            self.y -= 5

    def feet(self, texts: Sequence[Text]) -> None:
        """The foot of every page: `texts`, and the page's number."""
        for number, page in enumerate(self.pages, 1):
            y = FOOT - 26.0
            drawn: list[bytes] = []
            for text in (*texts, Text(str(number), "P", "en", size=8)):
                for line in self.setter.lines(text.text, TEXT_WIDTH * 1000 / text.size, text.rtl, "", text.arabic)[:1]:
                    middle = (WIDTH - line.width * text.size / 1000) / 2
                    drawn += self.line(line, middle, y, text.size)
                y -= text.leading
            page.content.append(b"/Artifact <</Type/Pagination/Subtype/Footer>> BDC")
            page.content += [b"0.3 g", *drawn, b"EMC"]

    # -- drawing ------------------------------------------------------------------

    def marked(self, page: Page, element: Element, drawn: list[bytes], gray: float) -> None:
        """Content that belongs to an element of the structure."""
        number = len(page.marks)
        page.marks.append(element)
        element.kids.append((len(self.pages) - 1, number))
        page.content.append(f"/{element.tag} <</MCID {number}>> BDC {gray:.2f} g".encode())
        page.content += [*drawn, b"EMC"]

    def font(self, face: Face) -> str:
        """The name of a face among the resources of the pages."""
        return self.names.setdefault(face.name, f"F{len(self.names) + 1}")

    def line(self, line: Line, x: float, y: float, size: float) -> Iterator[bytes]:
        """The operators that draw a line.

        Within a run of one direction glyphs stand from left to right, since
        readers turn right-to-left letters round by themselves; the runs follow
        each other as they are read, so that a reader that goes by the order of
        the file (a screen reader, a browser) has them right. A word whose
        glyphs do not spell it says its text besides (ISO 32000, 14.9.4).
        """
        alike = groupby(line.spans, key=lambda span: (span.rtl, span.rtl and span.face.name))
        groups = [part for _, group in alike for part in _cut(list(group))]
        for spans in sorted(groups, key=lambda group: min(span.place for span in group)):
            for (face, exact), same in groupby(spans, key=lambda span: (span.face.name, span.shaped.exact)):
                part = list(same)
                start = x + part[0].x * size / 1000
                name = self.font(self.faces.get(face))
                shown = f"BT /{name} {size:g} Tf 1 0 0 1 {start:.2f} {y:.2f} Tm {_shown(part, size)} ET".encode()
                said = "".join(span.shaped.text for span in sorted(part, key=lambda span: span.place))
                yield shown if exact else b"/Span <</ActualText " + written(said) + b">> BDC " + shown + b" EMC"


def _cut(spans: list[Span]) -> list[list[Span]]:
    """Right-to-left spans with the signs and spaces at their two ends apart, which readers would leave in place."""
    if not spans[0].rtl:
        return [spans]
    letters = [at for at, span in enumerate(spans) if span.shaped.text[0].isalpha()]
    first, last = (letters[0], letters[-1] + 1) if letters else (0, 0)
    inner = [spans[first:last]] if letters else []
    return [*([span] for span in spans[:first]), *inner, *([span] for span in spans[last:])]


def _shown(spans: Sequence[Span], size: float) -> str:
    """The glyphs of spans as TJ operators, moved where shaping moved them."""
    made: list[str] = []
    for span in spans:
        for glyph in span.shaped.glyphs:
            made.append(_glyph(glyph, size))
    text = "[" + "".join(made) + "] TJ"
    return text.replace("><", "").replace("[] TJ ", "")


def _glyph(glyph: Glyph, size: float) -> str:
    """One glyph inside a TJ array; a raised one closes the array and opens a new one."""
    before = f"{-glyph.dx:.1f}" if abs(glyph.dx) >= 0.05 else ""
    back = glyph.dx + glyph.width - glyph.advance
    after = f"{back:.1f}" if abs(back) >= 0.05 else ""
    code = f"{before}<{glyph.code:04X}>{after}"
    if abs(glyph.dy) < 0.05:
        return code
    return f"] TJ {glyph.dy * size / 1000:.2f} Ts [{code}] TJ 0 Ts ["


def written_page(page: Page) -> bytes:
    """The content stream of a page."""
    return b"\n".join(page.content)
