"""The suite that every exporter passes: subclass it, name the format, say how an independent reader sees the file."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Callable
from typing import ClassVar

import pytest

from tests.export.samples import article, hard
from webapp.document import Translation
from webapp.errors import UsageError
from webapp.export import EXPORTERS, ExportOptions, export, filename
from webapp.export.view import view
from webapp.languages import LANGUAGES, TARGETS

SCRIPTS = [(code, script) for code in TARGETS for script in LANGUAGES[code].scripts]
"""Every target language in every script."""

_FETCHES = re.compile(
    rb"""\b(?:src|href|Target|action|data)\s*=\s*["']\s*(?:[a-z]+:)?//|url\(\s*["']?(?!data:)[a-z]+:|@import|TargetMode""",
    re.IGNORECASE,
)
"""What makes a reader open an address."""


def squeeze(text: str) -> str:
    """Text as readers agree on it: without white space, bidi marks and the replacement character's variants."""
    text = unicodedata.normalize("NFC", text)
    return "".join(c for c in text if not c.isspace() and unicodedata.category(c) not in {"Cf", "Cc"})


def unpacked(data: bytes) -> bytes:
    """The bytes of a file, or of every text entry of a zip archive."""
    if not data.startswith(b"PK"):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return b"\n".join(archive.read(name) for name in archive.namelist() if not name.endswith((".woff2", ".ttf")))


class ExporterContract:
    """What holds of every format.

    `text` is everything that an independent reader shows, `metadata` what it
    knows of the file beside its text. `inserts` matches what the format puts
    between the words (the numbers of notes, say), which is no part of the text.
    """

    fmt: ClassVar[str]
    inserts: ClassVar[str] = r"(?!)"
    shows_layouts: ClassVar[bool] = True

    def text(self, data: bytes) -> str:
        """All text of the file in reading order."""
        raise NotImplementedError

    def metadata(self, data: bytes) -> str:
        """The metadata of the file as text."""
        raise NotImplementedError

    # -- helpers ------------------------------------------------------------------

    def read(self, data: bytes) -> str:
        """The text as it is compared."""
        return squeeze(re.sub(self.inserts, "", self.text(data)))

    def in_order(self, text: str, expected: list[str]) -> None:
        """Each of `expected` stands in `text`, one after the other."""
        at = 0
        for part in map(squeeze, expected):
            found = text.find(part, at)
            assert found >= 0, f"{part!r} is missing after {text[max(at - 80, 0):at + 200]!r}"
            at = found + len(part)

    # -- the contract -------------------------------------------------------------

    def test_registered(self) -> None:
        """The format is in the registry and its file name carries its extension."""
        row = EXPORTERS[self.fmt]
        assert row.name == self.fmt
        assert "/" in row.media_type
        assert filename(article("ug"), self.fmt).endswith(f"-ug.{row.extension}")

    @pytest.mark.parametrize(("target", "script"), SCRIPTS)
    def test_article_reads_back(self, target: str, script: str) -> None:
        """Every sentence is there, whole and in order, in every script of the language."""
        translation = article(target)
        options = ExportOptions(script=script, findings=False)
        prepared = view(translation, options)
        text = self.read(export(translation, self.fmt, options))
        self.in_order(text, [pair.text for row in prepared.rows for pair in row.pairs])

    @pytest.mark.parametrize("target", TARGETS)
    def test_provenance_is_read_and_known(self, target: str) -> None:
        """What made the text stands on the page in both languages, and in the metadata."""
        translation = article(target)
        data = export(translation, self.fmt, ExportOptions())
        prepared = view(translation)
        text, known = self.read(data), squeeze(self.metadata(data))
        assert squeeze(prepared.review.english) in text
        for value in ("0123456789abcdef" * 4, "fedcba9876543210" * 4, "CTranslate2 4.8.5", "2025-03-04", "51.25"):
            assert value.replace(" ", "") in text, value
            assert value.replace(" ", "") in known, value
        assert "notreviewed" not in known
        self.local_provenance(text, [prepared.review.local, prepared.facts[0].label.local])

    def local_provenance(self, text: str, expected: list[str]) -> None:
        """The provenance in the language of the translation."""
        self.in_order(text, expected[:1])

    def test_unreviewed_says_so(self) -> None:
        """A text that no person has seen says that first of all."""
        data = export(article("ru", reviewed=frozenset()), self.fmt, ExportOptions())
        assert squeeze("Machine translation, not reviewed by a person.") in self.read(data)

    def test_unfit_package_warns(self) -> None:
        """A package that is not fit gets its warning in both languages and its source beside the text."""
        translation = article("ug", fit=False)
        text = self.read(export(translation, self.fmt, ExportOptions()))
        warning = view(translation).warning
        assert warning is not None
        assert squeeze(warning.english) in text
        self.local_provenance(text, [warning.local])
        assert squeeze(translation.document.blocks[2].text) in text

    @pytest.mark.parametrize("layout", ["side-by-side", "interlinear"])
    def test_layouts_show_the_source(self, layout: str) -> None:
        """Both bilingual layouts hold every sentence of both languages; the translation alone holds no source."""
        translation = article("kk")
        text = self.read(export(translation, self.fmt, ExportOptions(layout=layout, findings=False)))
        for item in translation.segments:
            assert squeeze(item.segment.text) in text
            assert squeeze(item.text) in text
        if self.shows_layouts:
            alone = self.read(export(translation, self.fmt, ExportOptions()))
            assert squeeze(translation.document.blocks[2].text) not in alone
            after = self.read(export(translation, self.fmt, ExportOptions(include_source=True)))
            assert squeeze(translation.document.blocks[2].text) in after

    @pytest.mark.parametrize("target", TARGETS)
    def test_hard_article(self, target: str) -> None:
        """Nothing in a hostile article breaks the file or is lost from it."""
        translation = hard(target)
        text = self.read(export(translation, self.fmt, ExportOptions(findings=False)))
        assert len(text) > 10_000
        self.hard_text(text, translation)

    def hard_text(self, text: str, translation: Translation) -> None:
        """Every sentence of the hard article, in order."""
        prepared = view(translation, ExportOptions(findings=False))
        self.in_order(text, [pair.text for row in prepared.rows for pair in row.pairs])

    def test_empty_article(self) -> None:
        """A translation of nothing is a file that opens."""
        bare = article("ug")
        empty = Translation(type(bare.document)("", ()), "ug", (), bare.provenance)
        assert squeeze("Machine translation") in self.read(export(empty, self.fmt, ExportOptions()))

    def test_same_bytes_every_time(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The same translation gives the same bytes, whatever the clock says; SOURCE_DATE_EPOCH is obeyed."""
        first = export(article("ug"), self.fmt, ExportOptions(names_appendix=True))
        monkeypatch.setattr("time.time", lambda: 4_000_000_000.0)
        assert export(article("ug"), self.fmt, ExportOptions(names_appendix=True)) == first
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
        moved = export(article("ug"), self.fmt, ExportOptions(names_appendix=True))
        assert moved == export(article("ug"), self.fmt, ExportOptions(names_appendix=True))

    @pytest.mark.parametrize("make", [article, hard])
    def test_fetches_nothing(self, make: Callable[[str], Translation]) -> None:
        """No address in the file is one that a reader would open."""
        data = unpacked(export(make("ug"), self.fmt, ExportOptions(names_appendix=True, layout="side-by-side")))
        assert not _FETCHES.findall(data)

    def test_unknown_script(self) -> None:
        """A script that the language is not written in is refused."""
        with pytest.raises(UsageError, match="not written"):
            export(article("ru"), self.fmt, ExportOptions(script="arab"))
