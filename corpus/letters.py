"""What can be seen of a cell without knowing what it says: its letters, spelling, marks, length."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from corpus.rows import LANGUAGES, Row, words

Found = Iterator[str]
"""What a check of one row yields: each problem in words."""


_RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
_KAZAKH = _RUSSIAN + "әғқңөұүһі"

LETTERS = {
    "en": frozenset(chr(code) for code in (*range(0x41, 0x250), *range(0x1E00, 0x1F00)) if chr(code).isalpha()),
    "kk": frozenset(_KAZAKH + _KAZAKH.upper()),
    "ru": frozenset(_RUSSIAN + _RUSSIAN.upper()),
    "ug": frozenset("ابپتجچخدرزژسشغفقكگڭلمنھوۇۆۈۋېىيەئ"),
}
"""The letters of each language's alphabet (Latin ones also in words that the English cell has)."""

_SIGNS = " .:!()–—-−/%&°²³×§€£¥"

MARKS = {
    "en": _SIGNS + ",;?'\"$",
    "kk": _SIGNS + ",;?«»“”„№+",
    "ru": _SIGNS + ",;?«»“”„№+\u0301",
    "ug": _SIGNS + "،؛؟«»‹›+",
}
"""What may stand in a cell beside letters and digits; a figure's comma is let through in Uyghur too."""

ONE_WAY = {
    "رادىئو": "رادىيو",
    "شىۋېت": "شۋېت",
    "شىتات": "شتات",
    "سېستىرا": "سېسترا",
    "سىتېرلىڭ": "ستېرلىڭ",
    "لىفىت": "لىفت",
    "ئىسكرىپكا": "ئىسكىرىپكا",
    "ۋوكزال": "ۋوگزال",
    "ئۆدەك": "ئۆردەك",
    "خاررى": "ھاررى",
    "تۆمۈر يول": "تۆمۈريول",
    "بىرازىلىيە": "برازىلىيە",
    "ئېپىسكوپ": "يېپىسكوپ",
    "خېچىر": "قېچىر",
    "تىرامۋاي": "ترامۋاي",
    "تىراكتور": "تراكتور",
    "ئىنىستىتۇت": "ئىنستىتۇت",
    "پىروگرامما": "پروگرامما",
    "پىروفېسسور": "پروفېسسور",
}
"""Beginnings of Uyghur words that the press writes in two ways, and the one that the corpus has: its majority's."""

SLIPS: dict[str, tuple[tuple[re.Pattern[str], str], ...]] = {
    "en": ((re.compile(r"\b[Aa]n U(?:y|i)gh?ur"), "a Uyghur"),),
    "kk": (
        (re.compile(r"\bлагер(?=[бвгджзклмнпрстфхцчшщңғқ])", re.IGNORECASE), "лагерь keeps its ь before a consonant"),
    ),
    "ru": (),
    "ug": (
        (re.compile("تريلليون"), "a trillion is تىرىليون"),
        (re.compile("روسىيە"), "Russia is رۇسىيە"),
        (re.compile("ئۈدا"), "in a row is ئۇدا"),
        (re.compile("تەنتۈرۈك"), "a censor is سېنزور"),
        (re.compile("كۈتۈپخان|مەۋسۈم"), "the vowels are those of كۇتۇپخانا, مەۋسۇم"),
        (re.compile(rf"(?<!\w)(?:{'|'.join(ONE_WAY)})"), "written in two ways in the press, and in one here: see ONE_WAY in corpus/letters.py"),
        (re.compile("مىنىستىرلى[قغ]"), "مىنىستىرلىك has front harmony"),
        (re.compile("ىيەسى"), "the last vowel of پارتىيە is raised: پارتىيىسى (written both ways in the press; one way here)"),
        (re.compile("نەنجىڭ(?:لىق|غا|دا|قا)"), "نەنجىڭ has front harmony"),
        (re.compile(r"(?<![\w%»)])(?<![\da-zA-Z%»)] )[اەوۇۆۈېى]\w*"), "a word begins with a vowel without ئ"),
        (re.compile(r"\w*(?:[اەوۆۈېى][اوۇۆۈېى]|ۇ[وۇۆۈېى])\w*"), "two vowels without ئ between them"),
    ),
}
"""Spellings that were found in rows and are wrong wherever they stand."""

LATIN = frozenset("dna dvd gps it led pdf qr sim sms tv twitter vpn usb".split())
"""Latin words, in lower case, that a translation may have though the English says it otherwise (text message)."""

_ALLOWED = {language: LETTERS[language] | frozenset(MARKS[language] + "0123456789") for language in LANGUAGES}
_LATIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ɏ]+")
_MIXED = re.compile(r"[a-zA-Z][\u0400-\u052f\u0620-\u06d5]|[\u0400-\u052f\u0620-\u06d5][a-zA-Z]")
_UYGHUR_COMMA = re.compile(r"(?<!\d),|,(?!\d)")
_ROMAN_NUMBER = re.compile(r"[IVXLC]+")


def letters(row: Row) -> Found:
    """Letters and marks that are none of the language's, and words of two scripts."""
    for language in row.languages:
        text = row[language]
        if language != "en" and _LATIN.search(text):
            known = LATIN | set(_LATIN.findall(row["en"].lower()))
            foreign = [word for word in _LATIN.findall(text) if word.lower() not in known and not _ROMAN_NUMBER.fullmatch(word)]
            if foreign:
                yield f"{language} has Latin letters that the English has not: {' '.join(foreign)}"
            if _MIXED.search(text):
                yield f"{language} has a word of two scripts"
            text = _LATIN.sub(" ", text)
        used = set(text)
        if not used & LETTERS[language] and len(words(row["en"])) > 3:
            yield f"{language} is not in its script"
        odd = used - _ALLOWED[language]
        if language == "ug" and "," in odd and not _UYGHUR_COMMA.search(text):
            odd.discard(",")
        if odd:
            yield f"{language} has {', '.join(f'{c} (U+{ord(c):04X})' for c in sorted(odd))}"


def spelling(row: Row) -> Found:
    """The slips of `SLIPS`."""
    for language in row.languages:
        for pattern, reason in SLIPS[language]:
            if match := pattern.search(row[language]):
                yield f"{language} “{match.group()}”: {reason}"


_PAIRS = (("«", "»"), ("(", ")"))
_ENDS = re.compile(r"[.?!؟][»\"')”]*$")
_SPACING = re.compile(r"  | [.,;:!?،؛؟»)](?!\w)|[«(] |[,;،؛](?=[^\W\d])")


def layout(row: Row) -> Found:
    """Spaces, brackets and quotation marks; the end mark, which all cells share; one Unicode form."""
    for language in row.languages:
        text = row[language]
        if text != text.strip() or _SPACING.search(text):
            yield f"{language} has a space too many or too few"
        if any(text.count(opening) != text.count(closing) for opening, closing in _PAIRS):
            yield f"{language} has an odd bracket or quotation mark"
        if bool(_ENDS.search(text)) != bool(_ENDS.search(row["en"])):
            yield f"{language} ends with a stop and the English without, or the other way round"
        if unicodedata.normalize("NFC", text) != text:
            yield f"{language} is not in Unicode's composed form"


_KAZAKH_ONLY = re.compile("[әғқңөұүһі]", re.IGNORECASE)


def translated(row: Row) -> Found:
    """A cell that repeats another, or Russian that stands in the Kazakh column."""
    if len(set(row.cells)) < len(row.cells):
        yield "two cells are the same"
    if "kk" in row.languages and len(row["kk"]) > 70 and not _KAZAKH_ONLY.search(row["kk"]):
        yield "kk has no Kazakh letter: is it Russian?"


LENGTHS = {"kk": (0.57, 1.80), "ru": (0.56, 1.60), "ug": (0.59, 2.05)}
"""How long a translation may be for an English letter, both lengths with `_GRACE` added.

Just outside of what 19,600 rows had in November 2026, after the seven shortest and longest of each language
were reread and found whole; 99.9% lie within 0.64-1.54, 0.63-1.45 and 0.68-1.69.
"""

_GRACE = 12


def lengths(row: Row) -> Found:
    """Translations too short or too long to be whole."""
    for language in row.translations:
        least, most = LENGTHS[language]
        ratio = (len(row[language]) + _GRACE) / (len(row["en"]) + _GRACE)
        if not least <= ratio <= most:
            yield f"{language} has {ratio:.2f} letters for an English one; {least} to {most} are usual"
