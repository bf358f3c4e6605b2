"""Lines of shaped text as the operators of a page's content (ISO 32000, 9.4)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from webapp.export.pdf.faces import Face, Glyph
from webapp.export.pdf.file import written
from webapp.export.pdf.lines import Line, Span


class Pen:
    """Draws lines, and remembers by which name the pages call each face."""

    def __init__(self) -> None:
        """Nothing is drawn yet."""
        self.names: dict[str, str] = {}

    def font(self, face: Face) -> str:
        """The name of a face among the resources of the pages; a new one gets the next name."""
        return self.names.setdefault(face.name, f"F{len(self.names) + 1}")

    def line(self, line: Line, x: float, y: float, size: float) -> Iterator[bytes]:
        """The operators that draw a line.

        Within a run of one direction glyphs stand from left to right, since
        readers turn right-to-left letters round by themselves; the runs follow
        each other as they are read, so that a reader that goes by the order of
        the file (a screen reader, a browser) has them right. A word whose
        glyphs do not spell it says its text besides (ISO 32000, 14.9.4).
        """
        ordered = sorted(line.spans, key=lambda span: span.x)
        alike = groupby(ordered, key=lambda span: (span.rtl, span.rtl and span.face.name))
        groups = [part for _, group in alike for part in _cut(list(group))]
        for spans in sorted(groups, key=lambda group: min(span.place for span in group)):
            for (_, exact), same in groupby(spans, key=lambda span: (span.face.name, span.shaped.exact)):
                part = list(same)
                start = x + part[0].x * size / 1000
                name = self.font(part[0].face)
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
