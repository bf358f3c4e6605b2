"""Plain text, Markdown, HTML and CSV, read back."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import re
from typing import Any

import pytest
from bs4 import BeautifulSoup
from markdown_it import MarkdownIt

from tests.contracts.exporters import ExporterContract, squeeze
from tests.export.samples import NASTY, article, hard
from webapp.document import Translation
from webapp.export import ExportOptions, export


class TestPlain(ExporterContract):
    """Plain text has no metadata but its own words."""

    fmt = "txt"
    inserts = r" \[\d+\]"

    def text(self, data: bytes) -> str:
        """The file, without the marks of its blocks."""
        return re.sub(r"(?m)^([\u200e\u200f]?)(?: *• |> |[=-]{3,}$)", r"\1", data.decode())

    def metadata(self, data: bytes) -> str:
        """The text."""
        return data.decode()

    def test_lines_keep_their_direction(self) -> None:
        """A Uyghur line that begins with a Latin name is marked as right to left."""
        lines = export(article("ug"), "txt", ExportOptions(findings=False)).decode().splitlines()
        assert "\u200fASPI نىڭ دوكلاتى" in lines
        assert any(line.startswith("\u200f• Apple") for line in lines)


class TestMarkdown(ExporterContract):
    """Markdown, by markdown-it."""

    fmt = "md"
    inserts = r"\[\^\d+\]:?"

    def html(self, data: bytes) -> str:
        """The file as HTML."""
        body = re.sub(r"\A---\n.*?\n---\n", "", data.decode(), flags=re.S)
        return str(MarkdownIt("commonmark", {"html": True}).enable("table").render(body))

    def text(self, data: bytes) -> str:
        """The text of that HTML."""
        return re.sub(r"(?m)^(• |> )", "", BeautifulSoup(self.html(data), "html.parser").get_text())

    def metadata(self, data: bytes) -> str:
        """The front matter."""
        return data.decode().split("\n---\n")[0]

    def test_structure(self) -> None:
        """Headings, lists in lists, quotations and the direction are kept."""
        soup = BeautifulSoup(self.html(export(article("ug"), "md", ExportOptions())), "html.parser")
        assert soup.h1 and soup.h2 and soup.select("ul ul li") and soup.blockquote
        assert soup.select('div[dir="rtl"][lang="ug"]')

    def test_nothing_becomes_markup(self) -> None:
        """No text of an article turns into a heading, a link, code or HTML."""
        soup = BeautifulSoup(self.html(export(hard("ru"), "md", ExportOptions())), "html.parser")
        assert not soup.find_all(["script", "a", "code", "b", "img"])


class TestHtml(ExporterContract):
    """HTML, by Beautiful Soup."""

    fmt = "html"
    inserts = r"\[\d+\]"

    def soup(self, data: bytes) -> BeautifulSoup:
        """The page."""
        return BeautifulSoup(data, "html.parser")

    def text(self, data: bytes) -> str:
        """The text of its body."""
        body = self.soup(data).body
        assert body is not None
        return body.get_text()

    def metadata(self, data: bytes) -> str:
        """Its Dublin Core."""
        return "\n".join(str(meta["content"]) for meta in self.soup(data).select('meta[name^="DC."]'))

    def test_language_and_direction(self) -> None:
        """The page, its source column and its foreign words say what they are."""
        soup = self.soup(export(article("ug"), "html", ExportOptions(layout="side-by-side")))
        assert soup.html is not None
        assert (soup.html["lang"], soup.html["dir"]) == ("ug", "rtl")
        assert soup.select_one('td[lang="en"][dir="ltr"]') and soup.select_one('td[lang="ug"][dir="rtl"] h1')
        assert "ASPI" in [bdi.get_text() for bdi in soup.find_all("bdi")]
        arab = self.soup(export(article("kk"), "html", ExportOptions(script="arab")))
        assert arab.html is not None
        assert (arab.html["lang"], arab.html["dir"]) == ("kk-Arab", "rtl")

    def test_structure(self) -> None:
        """Headings, nested lists, quotations and captions are kept; changed names are marked and explained."""
        soup = self.soup(export(article("ug"), "html", ExportOptions(names_appendix=True)))
        assert [len(soup.select(f"article {name}")) for name in ("h1", "h2", "blockquote", "figcaption")] == [1, 1, 1, 1]
        assert len(soup.select("article ul ul li")) == 1
        name = soup.select_one("article span.name")
        assert name is not None and "Nur-Sultan" in str(name["title"])
        for link in soup.select("article sup a"):
            assert soup.select_one(str(link["href"]))

    def test_policy_allows_its_own_style_only(self) -> None:
        """The content security policy names the hash of the style sheet, and nothing else runs or loads."""
        soup = self.soup(export(hard("ug"), "html", ExportOptions()))
        policy = soup.select_one('meta[http-equiv="Content-Security-Policy"]')
        assert policy is not None and soup.style is not None
        digest = base64.b64encode(hashlib.sha256(soup.style.string.encode()).digest()).decode()  # type: ignore[union-attr]
        assert f"style-src 'sha256-{digest}'" in policy["content"]
        assert "default-src 'none'" in policy["content"]
        assert not soup.find_all(["script", "img", "link", "iframe", "b"]) and not soup.select("[style]")
        assert all(str(link["href"]).startswith("#") for link in soup.find_all("a"))


class TestCsv(ExporterContract):
    """CSV, by Python's reader."""

    fmt = "csv"
    shows_layouts = False
    encoding = "utf-8-sig"

    def rows(self, data: bytes) -> list[list[str]]:
        """The rows."""
        return list(csv.reader(io.StringIO(data.decode(self.encoding), newline="")))

    def text(self, data: bytes) -> str:
        """The column of the translation and the one of the source, one after the other."""
        rows = self.rows(data)
        assert len({len(row) for row in rows}) == 1
        columns = [rows[0].index(name) for name in ("translation", "source") if name in rows[0]]
        return "\n".join(re.sub(r"\A'", "", row[at]) for at in columns for row in rows[1:])

    def metadata(self, data: bytes) -> str:
        """The rows of provenance."""
        return "\n".join(" ".join(row) for row in self.rows(data) if row[0].startswith("provenance:"))

    @pytest.mark.parametrize("text", [*NASTY[:6], " =1", "\u200b=1", "|x", "%x"])
    def test_no_cell_is_a_formula(self, text: str) -> None:
        """What a spreadsheet would run stands behind an apostrophe, in every column."""
        for row in self.rows(export(hard("ru"), self.fmt, ExportOptions())):
            for cell in row:
                assert not re.match(r"[=+\-@\t\r＝＋－＠|%]", cell) or re.fullmatch(r"-?\d+\.\d+", cell), cell
        from webapp.export.csv import harmless

        assert harmless(text).startswith("'")

    def test_source_can_be_left_out(self) -> None:
        """Without the source the column is gone, and what made the text is still said in both languages."""
        rows = self.rows(export(article("kk"), self.fmt, ExportOptions(include_source=False)))
        assert "source" not in rows[0]
        assert "Machine translation" in str(rows) and "Машиналық аударма" in str(rows)


class TestTsv(TestCsv):
    """TSV: a line a row, tabs between the cells."""

    fmt = "tsv"
    encoding = "utf-8"

    def rows(self, data: bytes) -> list[list[str]]:
        """The rows."""
        return list(csv.reader(io.StringIO(data.decode(), newline=""), delimiter="\t"))

    def test_one_line_a_row(self) -> None:
        """No cell has a line end in it."""
        data = export(hard("ru"), "tsv", ExportOptions())
        assert len(self.rows(data)) == data.count(b"\n")


class TestJson(ExporterContract):
    """JSON, by Python's reader; the round trip is in test_round_trips."""

    fmt = "json"
    shows_layouts = False

    def given(self, data: bytes) -> dict[str, Any]:
        """The object."""
        import json

        made = json.loads(data)
        assert isinstance(made, dict)
        return made

    def text(self, data: bytes) -> str:
        """The translated sentences, then their sources, then what made them."""
        given = self.given(data)
        lines = [item["text"] for item in given["segments"]] + [item["source"] for item in given["segments"]]
        made = given["provenance"]
        said = [*made["package"].values(), *(v for v in made.values() if isinstance(v, str))]
        return "\n".join([*lines, *map(str, said), *made["warning"]])

    def metadata(self, data: bytes) -> str:
        """The provenance."""
        return str(self.given(data)["provenance"])

    def hard_text(self, text: str, translation: Translation) -> None:
        """Nothing is cleaned here."""
        self.in_order(text, [item.text for item in translation.segments])

    def local_provenance(self, text: str, expected: list[str]) -> None:
        """Programs read English; the warning stands in both languages."""

    def test_shape(self) -> None:
        """What programs rely on."""
        given = self.given(export(article("ug"), "json", ExportOptions()))
        first = given["segments"][0]
        assert {"source", "text", "score", "findings", "mentions"} <= set(first)
        finding = next(item["findings"][0] for item in given["segments"] if item["findings"])
        assert {"code", "message"} <= set(finding)
        mention = next(item["mentions"][0] for item in given["segments"] if item["mentions"])
        assert {"concept", "written", "shown", "target", "status", "why"} <= set(mention)
        assert [item["index"] for item in given["segments"]] == list(range(len(given["segments"])))


def test_squeeze() -> None:
    """The comparison ignores white space and invisible marks, and nothing else."""
    assert squeeze("a \u200fb\u00a0c\n") == "abc"
