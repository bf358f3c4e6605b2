"""The registry, file names, writing, options, phrases, fonts and the text that all formats share."""

from __future__ import annotations

import os
import re
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from tests.contracts.exporters import ExporterContract
from tests.export import test_office, test_pdf, test_text_formats, test_workbench
from tests.export.samples import ARTICLE, article, hard
from webapp.document import Mention, MentionStatus, Segment, TranslatedSegment, Translation
from webapp.errors import NotFound, UsageError
from webapp.export import EXPORTERS, ExportOptions, export, filename, write
from webapp.export.clean import ILLEGAL, clean, first_strong, marked, runs
from webapp.export.files import safe_name, stamp
from webapp.export.phrases import ORDER, PHRASES
from webapp.export.provenance import ranges
from webapp.export.rows import locate
from webapp.export.view import view
from webapp.languages import LANGUAGES, TARGETS

FONTS = Path(__file__).parents[2] / "webapp" / "static" / "fonts"

KAZAKH = "АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯ"
KAZAKH_LATIN = "AÄBDEFGĞHIİJKLMNŊÑOÖPQRSŞTUŪÜVYZ"
UYGHUR_LATIN = "ABCDEËFGHIJKLMNOÖPQRSTUÜWXYZ"
UYGHUR_CYRILLIC = "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯҒҚҢӨҮҖҺӘ"
UYGHUR = "ئابپتجچخدرزژسشغفقكگڭلمنھوۇۆۈۋېىيە"
KAZAKH_ARABIC = "ءاٵبۆگعدەجزيكقلمنڭوٶپرستۋۇٷفحھچشىٸٴ،؛؟"


def test_every_format_has_its_contract() -> None:
    """Each line of the registry has a subclass of the contract suite."""
    modules = (test_office, test_pdf, test_text_formats, test_workbench)
    tested = {
        value.fmt
        for module in modules
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, ExporterContract) and hasattr(value, "fmt")
    }
    assert tested == set(EXPORTERS)


def test_unknown_format() -> None:
    """An unknown format says which there are."""
    with pytest.raises(NotFound, match="docx"):
        export(article("kk"), "doc")


def test_options_contradict() -> None:
    """A layout that does not exist, or that needs what is left out, is refused in words."""
    with pytest.raises(UsageError, match="side-by-side"):
        ExportOptions(layout="columns")
    with pytest.raises(UsageError, match="leave the source out"):
        ExportOptions(layout="interlinear", include_source=False)


def test_unfit_source_can_be_refused() -> None:
    """A reader who refuses the source of an unfit translation gets the text alone, and the warning all the same."""
    prepared = view(article("ug", fit=False), ExportOptions(include_source=False))
    assert prepared.layout == "translation" and prepared.warning is not None
    assert view(article("ug", fit=False)).layout == "side-by-side"


# -- names and files ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Шыңжаңда: ұйғырлар", "Шыңжаңда ұйғырлар"),
        ("شىنجاڭدا ئۇيغۇرلار", "شىنجاڭدا ئۇيغۇرلار"),
        ("../../etc/passwd", "etc passwd"),
        ("a\\b:c*d?e\"f<g>h|i\x00j\nk", "a b c d e f g h i j k"),
        ("CON", "_CON"),
        ("com1.txt", "_com1.txt"),
        ("  . hidden. ", "hidden"),
        ("\u202eevil\u202c", "evil"),
        ("", "article"),
        ("***", "article"),
    ],
)
def test_safe_name(title: str, expected: str) -> None:
    """Names stay readable in their script and can be kept on every system."""
    assert safe_name(title) == expected


@given(st.text(max_size=400))
def test_any_title_makes_a_file(title: str) -> None:
    """Whatever the title, the name can be a file's on Linux, Windows and macOS."""
    name = safe_name(title)
    assert name and len(name.encode()) <= 160
    assert not re.search(r'[<>:"/\\|?*\x00-\x1f]', name) and name == name.strip(" .")


def test_filename_is_the_translated_title() -> None:
    """A reader finds the file by the title that she read."""
    assert filename(article("kk"), "docx").startswith("Шыңжаңда ұйғырлармен")
    assert filename(article("kk"), "docx").endswith("-kk.docx")
    assert filename(hard("ru"), "xliff").endswith("-ru.xlf")


def test_write_leaves_nothing_half_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file appears whole or not at all, and what was there before stays when writing fails."""
    path = tmp_path / "a.txt"
    write(path, b"first")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="No space"):
        write(path, b"second")
    assert path.read_bytes() == b"first"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.txt"]


def test_write_from_many_threads(tmp_path: Path) -> None:
    """Writers at once: one whole file, no remains."""
    path = tmp_path / "a.txt"
    threads = [threading.Thread(target=write, args=(path, bytes([65 + n]) * 50_000)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(path.read_bytes())) == 1 and len(list(tmp_path.iterdir())) == 1


def test_stamp(monkeypatch: pytest.MonkeyPatch) -> None:
    """The date of the translation, unless SOURCE_DATE_EPOCH says another."""
    assert stamp(article("kk")) == datetime(2025, 3, 4, tzinfo=UTC)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert stamp(article("kk")) == datetime(1970, 1, 2, tzinfo=UTC)


# -- shared text ----------------------------------------------------------------------


@given(st.text(max_size=80))
def test_clean_text_fits_every_document(text: str) -> None:
    """Clean text has no character that XML forbids, no control that reorders what follows, no line end."""
    made = clean(text)
    assert not ILLEGAL.search(made) and not re.search("[\u202a-\u202e\u2066-\u2069\n\r\t]", made)
    for direction in ("ltr", "rtl"):
        assert "".join(piece for piece, _ in runs(made, direction)) == made  # type: ignore[arg-type]


def test_numbers_stay_in_one_piece() -> None:
    """A no-break space is kept, every other white space is one space."""
    assert clean(" 80\u00a0000 \t\n\u2003 км ") == "80\u00a0000 км"


def test_runs_and_directions() -> None:
    """Foreign words are found with what belongs to them."""
    assert runs("بۇ ASPI (2019) دوكلاتى", "rtl")[1] == ("ASPI (2019", True) or runs("بۇ ASPI دوكلاتى", "rtl")[1] == ("ASPI", True)
    assert [piece for piece, foreign in runs("Слово شىنجاڭ здесь", "ltr") if foreign] == ["شىنجاڭ"]
    assert (first_strong("12 ASPI"), first_strong("«ئۇ"), first_strong("12")) == ("ltr", "rtl", None)
    assert marked("ASPI نىڭ", "rtl") == "\u200fASPI نىڭ" and marked("ئۇ", "rtl") == "ئۇ"


def test_ranges() -> None:
    """Numbers are said briefly."""
    assert ranges([1, 2, 3, 7, 9, 10]) == "1–3, 7, 9–10"
    assert ranges([]) == ""


def test_names_are_found_nearest_to_their_place() -> None:
    """Of two places the nearer one is meant."""
    assert locate("aa bb aa", "aa", 5) == (6, 8)
    assert locate("bb", "aa", 0) == (-1, -1)


def test_notes_of_changed_names() -> None:
    """A changed or mended name is marked; one that stands as written, or is missing, is not."""
    kinds = [
        Mention("a", "X", "Y", "Ы", MentionStatus.KEPT, target_start=0),
        Mention("b", "X", "X", "Ы", MentionStatus.REPAIRED, target_start=0),
        Mention("c", "X", "X", "Ы", MentionStatus.KEPT, target_start=0),
        Mention("d", "X", "Y", "", MentionStatus.MISSING),
    ]
    base = article("kk")
    segment = TranslatedSegment(Segment(0, 0, base.document.blocks[0].text), "Ы", mentions=tuple(kinds))
    made = view(Translation(base.document, "kk", (segment,), base.provenance), ExportOptions(names_appendix=True))
    assert [note.kind for note in made.notes] == ["name", "name"]
    assert len(made.names) == 3


def test_phrases_are_whole() -> None:
    """Every phrase has the same placeholders in every language, and Uyghur only Uyghur's letters."""
    allowed = set(UYGHUR) | set("،؛؟")
    for key, row in PHRASES.items():
        assert tuple(row) == ORDER
        fields = [set(re.findall(r"{\w+}", row[code])) for code in TARGETS]
        assert all(found == fields[0] for found in fields), key
        assert fields[0] <= set(re.findall(r"{\w+}", row["en"]))
        assert set(re.findall("[\u0600-\u06ff]", row["ug"])) <= allowed, row["ug"]
    for _, _, sentences in ARTICLE:
        for sentence in sentences:
            assert set(re.findall("[\u0600-\u06ff]", sentence["ug"])) <= allowed


@pytest.mark.parametrize("target", TARGETS)
def test_phrases_survive_script_conversion(target: str) -> None:
    """In another script the provenance keeps its figures and its Latin words."""
    for script in LANGUAGES[target].scripts:
        made = view(article(target), ExportOptions(script=script))
        assert "3" in made.review.local and "{" not in made.review.local
        assert "SHA-256" in next(fact for fact in made.facts if fact.key == "package_hash").label.local


# -- fonts ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        *((f"noto-naskh-arabic-{w}", UYGHUR + KAZAKH_ARABIC + "«»") for w in ("regular", "bold")),
        *(
            (f"noto-{family}", f"{text}{text.lower()}–—“”«»№₸…")
            for family in ("serif-regular", "serif-bold", "serif-italic", "sans-regular", "sans-bold")
            for text in (KAZAKH + KAZAKH_LATIN + UYGHUR_LATIN + UYGHUR_CYRILLIC,)
        ),
    ],
)
def test_fonts_have_the_letters(name: str, letters: str) -> None:
    """Every letter of every script that we write is in the fonts that we ship."""
    for path in FONTS.glob(f"{name}.*"):
        with TTFont(path) as font:
            missing = {letter for letter in letters if ord(letter) not in font.getBestCmap()}
        assert not missing, (path.name, missing)


def test_fonts_are_small_and_licensed() -> None:
    """All fonts together stay under three megabytes, with their licence beside them."""
    assert sum(path.stat().st_size for path in FONTS.iterdir()) < 3_000_000
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FONTS / "OFL.txt").read_text("utf-8")
    assert len(list(FONTS.glob("*.woff2"))) == 7 and len(list(FONTS.glob("*.ttf"))) == 5
