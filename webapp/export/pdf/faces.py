"""Fonts of a PDF: which face has a character, how HarfBuzz shapes a word in it, and the subset that is embedded."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Final

import uharfbuzz as hb
from fontTools import subset  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from webapp.export.pdf.file import File, Name, Ref

FOLDER: Final = Path(__file__).parents[2] / "static" / "fonts"
_SERIF: Final = {"": "noto-serif-regular", "bold": "noto-serif-bold", "italic": "noto-serif-italic"}
_NASKH: Final = {
    "": "noto-naskh-arabic-regular",
    "bold": "noto-naskh-arabic-bold",
    "italic": "noto-naskh-arabic-regular",  # the script knows no italic
}


@dataclass(frozen=True, slots=True)
class Glyph:
    """A glyph to draw: its code in the file's font; all measures in thousandths of the size.

    `width` is the font's own advance, `advance` the shaped one, `dx` and `dy` its displacement.
    """

    code: int
    width: float
    advance: float
    dx: float
    dy: float


@dataclass(frozen=True, slots=True)
class Shaped:
    """A word, or a part of it, in one face and one direction, glyphs from left to right.

    `exact` is false where the glyphs' own Unicode values do not spell `text`, so
    that the file must say it.
    """

    text: str
    glyphs: tuple[Glyph, ...]
    width: float
    exact: bool


@dataclass
class Face:
    """One font file, with the codes that this document uses.

    A code stands for a glyph *and* the text it shows: one drawing can be two
    letters, and a reader that copies text needs to know which.
    """

    name: str
    codes: dict[tuple[int, str], int] = field(default_factory=dict)
    _words: dict[tuple[str, bool], Shaped] = field(default_factory=dict)

    @cached_property
    def data(self) -> bytes:
        """The font file."""
        return (FOLDER / f"{self.name}.ttf").read_bytes()

    @cached_property
    def font(self) -> hb.Font:
        """The font as HarfBuzz sees it, in its own units."""
        return hb.Font(hb.Face(self.data))

    @cached_property
    def characters(self) -> frozenset[int]:
        """The code points that the font has."""
        return frozenset(self.font.face.unicodes)

    @cached_property
    def scale(self) -> float:
        """Thousandths of the size in one unit of the font."""
        return 1000 / float(self.font.face.upem)

    def code(self, glyph: int, text: str) -> int:
        """The code of a glyph that shows `text`."""
        return self.codes.setdefault((glyph, text), len(self.codes) + 1)

    def shape(self, text: str, rtl: bool) -> Shaped:
        """`text` shaped by HarfBuzz; each word once."""
        key = (text, rtl)
        if key not in self._words:
            self._words[key] = self._shape(text, rtl)
        return self._words[key]

    def _shape(self, text: str, rtl: bool) -> Shaped:
        """See `shape`."""
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if rtl else "ltr"
        hb.shape(self.font, buffer)
        infos, positions = buffer.glyph_infos, buffer.glyph_positions
        starts = [*sorted({info.cluster for info in infos}), len(text)]
        following = dict(pairwise(starts))
        seen: set[int] = set()
        order = range(len(infos) - 1, -1, -1) if rtl else range(len(infos))
        shown: dict[int, str] = {}
        for at in order:  # in reading order the first glyph of a cluster stands for its text
            cluster = infos[at].cluster
            shown[at] = "" if cluster in seen else text[cluster : following[cluster]]
            seen.add(cluster)
        glyphs = []
        for at, (info, place) in enumerate(zip(infos, positions, strict=True)):
            width = self.font.get_glyph_h_advance(info.codepoint) * self.scale
            glyphs.append(
                Glyph(
                    self.code(info.codepoint, shown[at]),
                    width,
                    place.x_advance * self.scale,
                    place.x_offset * self.scale,
                    place.y_offset * self.scale,
                )
            )
        exact = all(shown.values()) and (not rtl or all(len(part) == 1 for part in shown.values()))
        return Shaped(text, tuple(glyphs), sum(glyph.advance for glyph in glyphs), exact)

    # -- the file -----------------------------------------------------------------

    def embed(self, file: File) -> Ref:
        """The font as objects of `file`: a Type 0 font with the subset that its codes need."""
        glyphs = sorted({glyph for glyph, _ in self.codes})
        tag = "".join(chr(65 + byte % 26) for byte in hashlib.sha256(repr(glyphs).encode()).digest()[:6])
        font = TTFont(io.BytesIO(self.data), recalcTimestamp=False)
        base = Name(f"{tag}+{font['name'].getDebugName(6)}")
        head, hhea = font["head"], font["hhea"]
        box = [round(value * self.scale) for value in (head.xMin, head.yMin, head.xMax, head.yMax)]
        descriptor = file.add({
            "Type": Name("FontDescriptor"), "FontName": base, "Flags": 4, "FontBBox": box, "ItalicAngle": 0,
            "Ascent": round(hhea.ascent * self.scale), "Descent": round(hhea.descent * self.scale),
            "CapHeight": 700, "StemV": 80, "FontFile2": file.stream(self._subset(font, glyphs)),
        })
        ordered = sorted(self.codes.items(), key=lambda item: item[1])
        widths = [round(self.font.get_glyph_h_advance(glyph) * self.scale, 2) for (glyph, _), _ in ordered]
        mapping = b"\0\0" + b"".join(glyph.to_bytes(2, "big") for (glyph, _), _ in ordered)
        descendant = file.add({
            "Type": Name("Font"), "Subtype": Name("CIDFontType2"), "BaseFont": base,
            "CIDSystemInfo": {"Registry": b"Adobe", "Ordering": b"Identity", "Supplement": 0},
            "FontDescriptor": descriptor, "W": [1, widths], "CIDToGIDMap": file.stream(mapping),
        })
        return file.add({
            "Type": Name("Font"), "Subtype": Name("Type0"), "BaseFont": base, "Encoding": Name("Identity-H"),
            "DescendantFonts": [descendant], "ToUnicode": file.stream(self._unicode()),
        })

    def _subset(self, font: TTFont, glyphs: list[int]) -> bytes:
        """The outlines of `glyphs` under their own numbers, without the tables that only shaping needs."""
        options = subset.Options(retain_gids=True, hinting=False, notdef_outline=True, layout_features=[], name_IDs=[])
        options.drop_tables += ["GSUB", "GPOS", "GDEF", "cmap", "post", "OS/2", "STAT", "name"]
        options.recalc_timestamp = False
        cutter = subset.Subsetter(options)
        cutter.populate(gids=[0, *glyphs])
        cutter.subset(font)
        out = io.BytesIO()
        font.save(out)
        return out.getvalue()

    def _unicode(self) -> bytes:
        """The ToUnicode map: what each code says."""
        pairs = [
            f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>"
            for (_, text), code in sorted(self.codes.items(), key=lambda item: item[1])
            if text
        ]
        blocks = (pairs[at : at + 100] for at in range(0, len(pairs), 100))
        lines = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
        return (
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
            "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
            f"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n{lines}\n"
            "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
        ).encode("ascii")


class Faces:
    """The faces of one document."""

    def __init__(self) -> None:
        """None is open yet."""
        self.open: dict[str, Face] = {}

    def get(self, name: str) -> Face:
        """The face of that file name."""
        if name not in self.open:
            self.open[name] = Face(name)
        return self.open[name]

    def pick(self, character: str, style: str, arabic: bool) -> Face:
        """The face that shows `character`: the Arabic one first where the paragraph is in that script."""
        first, second = (_NASKH, _SERIF) if arabic else (_SERIF, _NASKH)
        face = self.get(first[style])
        if ord(character) in face.characters:
            return face
        other = self.get(second[style])
        return other if ord(character) in other.characters else self.get(_SERIF[style])
