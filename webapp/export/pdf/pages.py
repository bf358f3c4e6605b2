"""Pages: columns of lines flowing from page to page, each tagged for screen readers, with a foot on every page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from webapp.export.pdf.draw import Pen
from webapp.export.pdf.faces import Faces
from webapp.export.pdf.lines import Line, Setter

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
    """A node of the structure tree: its kids are elements, or marked content as (page, number).

    `text` is what a screen reader says instead of the content; it is given where
    that runs from right to left, since its glyphs stand in the order of drawing.
    """

    tag: str
    language: str = ""
    text: str = ""
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
        self.pen = Pen()
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
        if text.rtl or any(span.rtl for line in lines for span in line.spans):
            element.text = text.text
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
            drawn += self.pen.line(line, place, y + text.leading * 0.25, text.size)
            column.done += 1
        if column.done > first:
            self.marked(page, column.element, drawn, text.gray)
        return y

    def label(self, column: _Column, y: float) -> Iterator[bytes]:
        """The bullet of a list item, outside its text."""
        text = column.text
        for line in self.setter.lines(text.label, 10_000, text.rtl, "", text.arabic):
            gap = line.width * text.size / 1000 + 5
            yield from self.pen.line(line, column.x + column.width + 5 if text.rtl else column.x - gap, y, text.size)

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
                    drawn += self.pen.line(line, middle, y, text.size)
                y -= text.leading
            page.content.append(b"/Artifact <</Type/Pagination/Subtype/Footer>> BDC")
            page.content += [b"0.3 g", *drawn, b"EMC"]

    def marked(self, page: Page, element: Element, drawn: list[bytes], gray: float) -> None:
        """Content that belongs to an element of the structure."""
        number = len(page.marks)
        page.marks.append(element)
        element.kids.append((len(self.pages) - 1, number))
        page.content.append(f"/{element.tag} <</MCID {number}>> BDC {gray:.2f} g".encode())
        page.content += [*drawn, b"EMC"]


def written_page(page: Page) -> bytes:
    """The content stream of a page."""
    return b"\n".join(page.content)
