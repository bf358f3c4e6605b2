"""PDF: shaped text in embedded fonts, tagged, in the same order for eyes, screen readers and the clipboard.

Set here rather than by a library: fpdf2 2.8 took 65 s for 50,000 Uyghur words
and has no tags for them, WeasyPrint needs Pango from the system. HarfBuzz
(uharfbuzz) shapes, fontTools cuts the fonts; `bidi` orders, `lines` breaks,
`pages` sets, `tree` and `file` write.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from webapp.document import BlockKind
from webapp.export.pdf.pages import Element, Pages, Text
from webapp.export.pdf.tree import finish
from webapp.export.provenance import Said
from webapp.export.rows import Pair, Row
from webapp.export.view import View

_HEADINGS: Final = {1: 19.0, 2: 15.0, 3: 13.0}
_BODY: Final = 11.0
_SMALL: Final = 9.0
_ARABIC: Final = 1.15
"""Naskh letters look smaller than Serif ones of the same size."""


def _marked(pair: Pair) -> str:
    """A translated sentence with the numbers of its notes."""
    return pair.text + "".join(f" [{note.number}]" for note in pair.notes)


def _joined(pairs: Iterable[Pair]) -> str:
    """Sentences as one line of text."""
    return "".join((" " if pair.gap else "") + _marked(pair) for pair in pairs).strip()


class _Book:
    """Sets a view on pages."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.pages = Pages()
        self.list: Element | None = None

    # -- paragraphs ---------------------------------------------------------------

    def local(self, text: str, size: float = _BODY, tag: str = "P", style: str = "", gray: float = 0.0) -> Text:
        """A paragraph in the language of the translation."""
        rtl = self.view.direction == "rtl"
        size = size * _ARABIC if rtl else size
        return Text(text, tag, self.view.tag, rtl, rtl, size, style, gray)

    def english(self, text: str, size: float = _BODY, tag: str = "P", style: str = "", gray: float = 0.25) -> Text:
        """A paragraph in English."""
        return Text(text, tag, "en", size=size, style=style, gray=gray)

    def said(self, text: Said, size: float, tag: str = "P", style: str = "") -> None:
        """A sentence in the language of the translation, and the English one under it."""
        if text.local:
            self.pages.paragraph(self.local(text.local, size, tag, style), after=1)
        self.pages.paragraph(self.english(text.english, size, tag, style), after=4)

    def styled(self, row: Row, text: str, source: bool, gray: float = 0.0) -> Text:
        """A block in the style of its kind."""
        size, tag, style, inset = _BODY, "P", "", 0.0
        if row.kind is BlockKind.HEADING:
            size, tag, style = _HEADINGS.get(row.level, 12.0), f"H{min(max(row.level, 1), 6)}", "bold"
        elif row.kind is BlockKind.QUOTATION:
            tag, style, inset = "BlockQuote", "italic", 18.0
        elif row.kind is BlockKind.CAPTION:
            tag, style, size = "Caption", "italic", _SMALL
        made = self.english(text, size, tag, style, gray) if source else self.local(text, size, tag, style, gray)
        depth = min(max(row.level, 1), 8) if row.kind is BlockKind.LIST_ITEM else 0
        language = self.view.translation.document.language if source else made.language
        return Text(
            text, "LBody" if depth else made.tag, language, made.rtl, made.arabic, made.size, made.style, gray,
            "•" if depth else "", 18.0 * depth, inset,
        )

    def block(self, row: Row, text: str, source: bool = False, gray: float = 0.0, after: float = 7.0) -> None:
        """A block over the whole width; consecutive list items share a list."""
        if not text:
            return
        if row.kind is BlockKind.HEADING:
            self.pages.space(8)
        parent = self.pages.root
        if row.kind is BlockKind.LIST_ITEM:
            self.list = self.list or self.pages.root.child("L")
            parent = self.list.child("LI")
        else:
            self.list = None
        self.pages.paragraph(self.styled(row, text, source, gray), parent, after)

    # -- layouts ------------------------------------------------------------------

    def plain(self) -> None:
        """The translation alone."""
        for row in self.view.rows:
            self.block(row, _joined(row.pairs))

    def beside(self) -> None:
        """Source at the left, translation at the right."""
        grid = self.pages.root.child("Table")
        heads = (self.view.say("source_text").english, self.view.say("translation").local)
        texts = (self.english(heads[0], _SMALL, style="bold"), self.local(heads[1], _SMALL, style="bold"))
        self.pages.columns(texts, grid.child("TR"), 3, "TH")
        for row in self.view.rows:
            self.pages.rule()
            pair = (self.styled(row, row.source, True), self.styled(row, _joined(row.pairs), False))
            self.pages.columns(pair, grid.child("TR"), 5, "TD")

    def between(self) -> None:
        """Each sentence's source, and its translation under it."""
        for row in self.view.rows:
            for pair in row.pairs:
                self.block(row, pair.source, source=True, gray=0.4, after=1)
                self.block(row, _marked(pair))
            if not row.pairs:
                self.block(row, row.source, source=True, gray=0.4)

    # -- before and after the text ------------------------------------------------

    def heading(self, key: str) -> None:
        """The heading of a section after the text."""
        self.pages.space(14)
        self.said(self.view.say(key), _HEADINGS[3], "H2", "bold")

    def names(self) -> None:
        """The table of names."""
        grid = self.pages.root.child("Table")
        keys = ("in_source", "in_translation", "remark")
        texts = [self.local(self.view.say(key).local, _SMALL, style="bold") for key in keys]
        self.pages.columns(texts, grid.child("TR"), 3, "TH")
        for name in self.view.names:
            self.pages.rule()
            remark = ". ".join(filter(None, (name.status.english, name.why)))
            cells = (self.english(name.written, _SMALL), self.local(name.target, _SMALL), self.english(remark, _SMALL))
            self.pages.columns(cells, grid.child("TR"), 3, "TD")

    def about(self) -> None:
        """The provenance."""
        self.heading("about")
        for fact in self.view.facts:
            local = f"{fact.label.local}: {fact.value.local}"
            self.said(Said(f"{fact.label.english}: {fact.value.english}", local), _SMALL)

    def bytes(self) -> bytes:
        """The whole file."""
        view, pages = self.view, self.pages
        pages.turn()
        if view.warning:
            pages.rule(0.0)
            self.said(view.warning, _BODY, style="bold")
            pages.rule(0.0)
        self.said(view.review, _SMALL)
        pages.space(8)
        {"translation": self.plain, "side-by-side": self.beside, "interlinear": self.between}[view.layout]()
        if view.notes:
            self.heading("notes")
            for note in view.notes:
                local = f"[{note.number}] {note.text.local}" if note.text.local else ""
                self.said(Said(f"[{note.number}] {note.text.english}", local), _SMALL)
        if view.names:
            self.heading("names")
            self.names()
        if view.source_after:
            self.heading("source_text")
            for row in view.rows:
                self.block(row, row.source, source=True)
        self.about()
        pages.feet((self.local(view.review.local, 8), self.english(view.review.english, 8)))
        return finish(view, pages)


def render(view: View) -> bytes:
    """`view` as a tagged PDF 1.7."""
    return _Book(view).bytes()
