"""PDF, by poppler and pypdf; its bidi against another implementation, its glyphs against HarfBuzz."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import unicodedata
from pathlib import Path

import pypdf
import pytest
import uharfbuzz as hb
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.contracts.exporters import ExporterContract, squeeze
from tests.export.samples import article, hard
from webapp.document import Translation
from webapp.export import ExportOptions, export
from webapp.export.pdf.bidi import levels, reordered
from webapp.export.pdf.faces import FOLDER, Faces
from webapp.export.view import view

needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils is not installed")


def letters(text: str) -> str:
    """The letters of a text: readers differ in where they put signs between two directions."""
    return "".join(c for c in unicodedata.normalize("NFC", text) if c.isalpha())


class TestPdf(ExporterContract):
    """PDF, by pypdf, letter for letter; figures and signs where a line has one direction."""

    fmt = "pdf"

    def text(self, data: bytes) -> str:
        """The text of all pages, without the foot."""
        pages = pypdf.PdfReader(io.BytesIO(data)).pages
        return "\n".join("\n".join(page.extract_text().splitlines()[:-3]) for page in pages)

    def read(self, data: bytes) -> str:
        """Letters and figures only."""
        return "".join(c for c in squeeze(self.text(data)) if c.isalnum() or c in ".→—")

    def metadata(self, data: bytes) -> str:
        """The information dictionary and XMP."""
        reader = pypdf.PdfReader(io.BytesIO(data))
        xmp = reader.xmp_metadata
        assert xmp is not None and reader.metadata is not None
        assert (xmp.dc_title or {})["x-default"] == reader.metadata.title
        return f"{reader.metadata.subject}\n{reader.metadata['/Keywords']}\n{xmp.dc_description}"

    def in_order(self, text: str, expected: list[str]) -> None:
        """Each of `expected`, letter for letter, in order."""
        text = letters(text)
        at = 0
        for part in map(letters, expected):
            found = text.find(part, at)
            assert found >= 0, f"{part!r} is missing after {text[max(at - 80, 0):at + 300]!r}"
            at = found

    @pytest.mark.parametrize("layout", ["side-by-side", "interlinear"])
    def test_layouts_show_the_source(self, layout: str) -> None:
        """Both languages are there; two columns share a line, so that words are looked for, not sentences."""
        translation = article("kk")
        data = export(translation, "pdf", ExportOptions(layout=layout, findings=False))
        found = set(self.text(data).split())
        for item in translation.segments:
            assert set(f"{item.segment.text} {item.text}".split()) <= found
        assert "Sairagul" not in self.text(export(translation, "pdf", ExportOptions()))
        assert "Sairagul" in self.text(export(translation, "pdf", ExportOptions(include_source=True)))

    def test_unfit_package_warns(self) -> None:
        """The warning stands first, in both languages, and the source beside the text."""
        translation = article("ug", fit=False)
        text = self.text(export(translation, "pdf", ExportOptions()))
        warning = view(translation).warning
        assert warning is not None
        self.in_order(text, [warning.local, warning.english])
        assert "Sairagul" in text

    def test_provenance_is_read_and_known(self, target: str = "ug") -> None:
        """Values and sentences."""
        data = export(article(target), "pdf", ExportOptions())
        text, known = squeeze(self.text(data)), squeeze(self.metadata(data))
        for value in ("0123456789abcdef" * 4, "fedcba9876543210" * 4, "CTranslate24.8.5", "2025-03-04", "51.25"):
            assert value in text and value in known
        self.in_order(text, [view(article(target)).review.local])

    def test_unreviewed_says_so(self) -> None:
        """On the page and at the foot of every page."""
        reader = pypdf.PdfReader(io.BytesIO(export(article("ru", reviewed=frozenset()), "pdf", ExportOptions())))
        for page in reader.pages:
            assert "not reviewed by a person" in " ".join(page.extract_text().split("\n")[-3:])

    def hard_text(self, text: str, translation: Translation) -> None:
        """Letters that our fonts have; others are boxes that still say what they are."""
        assert squeeze("W" * 60) in text and text.count("word") >= 600 and "script" in text

    def test_empty_article(self) -> None:
        """An empty translation has one page."""
        bare = article("ug")
        empty = Translation(type(bare.document)("", ()), "ug", (), bare.provenance)
        assert "Machine translation" in self.text(export(empty, "pdf", ExportOptions()))


@needs_poppler
@pytest.mark.parametrize("target", ["kk", "ru", "ug"])
def test_poppler_reads_every_word(target: str, tmp_path: Path) -> None:
    """pdftotext gives the words in their order; where a line has one direction, every sign too."""
    path = tmp_path / "a.pdf"
    path.write_bytes(export(article(target), "pdf", ExportOptions(findings=False)))
    out = subprocess.run(["pdftotext", str(path), "-"], check=True, capture_output=True, text=True).stdout
    at, text = 0, letters(out)
    for item in article(target).segments:
        if target != "ug" or not any("A" <= c <= "Z" for c in item.text):
            found = text.find(letters(item.text), at)
            assert found >= 0, item.text
            at = found
        if target != "ug":
            assert squeeze(item.text) in squeeze(out)


@needs_poppler
def test_poppler_finds_fonts_embedded_and_tags(tmp_path: Path) -> None:
    """Every font is an embedded subset with Unicode values, and the file is tagged with headings, lists and a table."""
    path = tmp_path / "a.pdf"
    path.write_bytes(export(article("ug"), "pdf", ExportOptions(names_appendix=True)))
    rows = subprocess.run(["pdffonts", str(path)], check=True, capture_output=True, text=True).stdout.splitlines()[2:]
    assert len(rows) >= 3
    assert all(row.split()[-5:-2] == ["yes", "yes", "yes"] and row[6] == "+" for row in rows)
    tags = subprocess.run(["pdfinfo", "-struct", str(path)], check=True, capture_output=True, text=True)
    assert "Tagged" not in tags.stderr and "Error" not in tags.stderr
    for tag in ("H1", "H2", "LBody", "BlockQuote", "Caption", "Table", "TH"):
        assert tag in tags.stdout, tag


def test_reading_order_is_exact_by_pypdf() -> None:
    """By the order of the file a mixed sentence reads as it was written, figures and signs too."""
    reader = pypdf.PdfReader(io.BytesIO(export(article("ug"), "pdf", ExportOptions(findings=False))))
    text = squeeze(reader.pages[0].extract_text())
    for sentence in (article("ug").segments[i].text for i in (0, 2, 3, 4, 9, 10)):
        assert squeeze(sentence) in text, sentence


def test_screen_readers_get_the_exact_text() -> None:
    """In the structure tree every right-to-left block says its text as it was written."""
    translation = article("ug")
    reader = pypdf.PdfReader(io.BytesIO(export(translation, "pdf", ExportOptions(findings=False))))
    said: list[str] = []

    def walk(node: pypdf.generic.DictionaryObject) -> None:
        if "/ActualText" in node:
            said.append(str(node["/ActualText"]))
        for kid in node.get("/K", []):
            if "/S" in (child := kid.get_object()):
                walk(child)

    walk(reader.trailer["/Root"]["/StructTreeRoot"]["/K"][0].get_object())
    blocks = [row.text for row in view(translation, ExportOptions(findings=False)).rows]
    assert [text.replace(" [1]", "") for text in said[1 : 1 + len(blocks)]] == blocks


def test_catalogue() -> None:
    """Language, direction of reading, title and bookmarks."""
    root = pypdf.PdfReader(io.BytesIO(export(article("ug"), "pdf", ExportOptions()))).trailer["/Root"]
    assert root["/Lang"] == b"ug" or root["/Lang"] == "ug"
    assert root["/ViewerPreferences"]["/Direction"] == "/R2L"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] is True or root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Outlines"]["/Count"] >= 2


def test_words_are_shaped_as_harfbuzz_shapes_them() -> None:
    """The glyphs of each Uyghur word are HarfBuzz's own for the whole sentence: joined, in their right forms."""
    face = Faces().get("noto-naskh-arabic-regular")
    font = hb.Font(hb.Face((FOLDER / "noto-naskh-arabic-regular.ttf").read_bytes()))
    joined = 0
    for item in article("ug").segments:
        for word in item.text.split():
            if not all("\u0600" <= c <= "\u06ff" for c in word):
                continue
            buffer = hb.Buffer()
            buffer.add_str(word)
            buffer.guess_segment_properties()
            hb.shape(font, buffer)
            expected = [info.codepoint for info in buffer.glyph_infos]
            shaped = face.shape(word, True)
            by_code = {code: glyph for (glyph, _), code in face.codes.items()}
            assert [by_code[glyph.code] for glyph in shaped.glyphs] == expected
            isolated = [font.get_nominal_glyph(ord(c)) for c in reversed(word)]
            joined += expected != isolated
    assert joined > 80


TEXT = st.text(st.sampled_from("abc АБ ئۇيغۇر 123 ٣٤ .,:;()[]«»“”-–/%+ \u0301\u064b\u200e\u200f"), max_size=40)


@settings(max_examples=300, deadline=None)
@given(TEXT, st.booleans())
def test_bidi_agrees_with_another_implementation(text: str, rtl: bool) -> None:
    """The order of a line is that of fpdf2's implementation of UAX #9 (which passes Unicode's own tests)."""
    bidi = pytest.importorskip("fpdf.bidi", reason="fpdf2 is for tests only")
    enums = pytest.importorskip("fpdf.enums")
    text = text.strip()
    # N0 gives "any number" of marks after a bracket the bracket's type; fpdf2 gives it to the first alone.
    if not text or re.search(r"[()\[\]][\u0301\u064b]{2}", text):
        return
    base = enums.TextDirection.RTL if rtl else enums.TextDirection.LTR
    expected = [c.character_index for c in bidi.BidiParagraph(text=text, base_direction=base).get_reordered_characters()]
    assert reordered(list(zip(levels(text, rtl), range(len(text)), strict=True))) == expected


def test_hard_article_has_no_empty_page() -> None:
    """No page of the hard article is without text, and nothing runs over the margin."""
    reader = pypdf.PdfReader(io.BytesIO(export(hard("ug"), "pdf", ExportOptions(layout="side-by-side"))))
    assert all(len(page.extract_text()) > 200 for page in reader.pages)
