"""The rules of a glossary file: which columns it has, and what `oqyrman glossary check` finds wrong.

Each rule is a small function over cells; the tables at the end say which rules
there are. Uyghur letters: the 1983 orthography, GB 12050 and Unicode's Arabic
block; Kazakh and Russian letters: their alphabets of 1940 and 1918.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from webapp.matching import fold_name

COLUMNS: tuple[str, ...] = (
    "concept", "kind", "name_id", "status", "valid_from", "valid_to", "en", "en_variants", "kk", "ru", "ug",
    "kk_also", "ru_also", "ug_also", "kk_avoid", "ru_avoid", "ug_avoid", "ru_grammar", "note_en", "note_kk", "note_ru", "note_ug", "source",
)  # fmt: skip
"""The columns of glossary.csv, in order."""

LIST_COLUMNS = frozenset({"en_variants", "kk_also", "ru_also", "ug_also", "kk_avoid", "ru_avoid", "ug_avoid"})
"""Columns that hold several names with "|" between."""

DEFAULTS: dict[str, str] = {column: "" for column in COLUMNS} | {"kind": "term", "status": "neutral"}
"""A row of which nothing is known."""

KINDS = ("region", "city", "country", "people", "institution", "event", "term", "person")
"""What a name can name; names of different kinds in one concept (a place, its administration) never replace each other."""

STATUSES = ("community", "official", "historical", "former", "neutral", "disputed")
"""Who uses a name: see `webapp.naming` for what each policy makes of it."""

_ID = re.compile(r"[a-z0-9][a-z0-9._-]*")
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_NOT_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_LONGEST_NAME = 12
_WRONG_UYGHUR = re.compile("[هةکیأإآؤٱ\u064b-\u0652\u0640ﭐ-﷿ﹰ-ﻼ]")
_BARE_VOWEL = re.compile("(?:^|[\\s«(-])[اەوۇۆۈېى]")
_LETTERS = {
    "kk": re.compile("[А-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі]"),
    "ru": re.compile("[А-Яа-яЁё]"),
    "ug": re.compile("[ئابپتجچخدرزژسشغفقكگڭلمنھوۇۆۈۋېىيە]"),
}
_LATIN = re.compile("[A-Za-z]")
_LANGUAGES = ("kk", "ru", "ug")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a glossary; `severity` is "error", or "warning" where a reader's own file may do without."""

    line: int
    column: str
    message: str
    severity: str = "error"

    def __str__(self) -> str:
        """As a person reads it in the terminal."""
        return f"line {self.line}, column {self.column}: {self.severity}: {self.message}"


Row = tuple[int, Mapping[str, str]]
"""A line number and the cells of the row that begins there."""


def cell_problems(line: int, row: Mapping[str, str]) -> list[Problem]:
    """What makes a row unusable: broken ids, an unknown kind or status, a bad date, no English name."""
    found: list[Problem] = []
    for column, (accepts, message) in _CELL_RULES.items():
        value = row.get(column, "")
        if not accepts(value):
            found.append(Problem(line, column, message.format(value=value)))
    for column, value in row.items():
        if _NOT_TEXT.search(value):
            found.append(Problem(line, column, "a control character stands here"))
    start, end = row.get("valid_from", ""), row.get("valid_to", "")
    if start and end and not found and first_day(start) >= first_day(end):
        found.append(Problem(line, "valid_to", f"{end} is not after {start}"))
    return found


def row_problems(rows: Sequence[Row]) -> list[Problem]:
    """What is wrong or doubtful between rows and within the target languages: every rule of the table."""
    return [problem for rule in _ROW_RULES for problem in rule(rows)]


def first_day(date: str) -> str:
    """An ISO date of any precision as the first day it holds: "1954" → "1954-01-01"."""
    return (date + "-01-01")[:10] if len(date) < 7 else (date + "-01")[:10]


def _real_date(value: str) -> bool:
    if not value:
        return True
    if not _DATE.fullmatch(value):
        return False
    year, month, day = (int(part) for part in first_day(value).split("-"))
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return day <= (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]


def _names(row: Mapping[str, str], column: str) -> list[str]:
    return [part.strip() for part in row.get(column, "").split("|") if part.strip()]


def _duplicate_ids(rows: Sequence[Row]) -> Iterable[Problem]:
    seen: dict[tuple[str, str], int] = {}
    for line, row in rows:
        key = (row["concept"], row["name_id"])
        if key in seen:
            yield Problem(line, "name_id", f"{key[1]} stands in this concept already, on line {seen[key]}")
        seen.setdefault(key, line)


def _scattered_concepts(rows: Sequence[Row]) -> Iterable[Problem]:
    seen: set[str] = set()
    previous = ""
    for line, row in rows:
        if row["concept"] != previous and row["concept"] in seen:
            yield Problem(line, "concept", f"the rows of {row['concept']} do not stand together", "warning")
        seen.add(previous := row["concept"])


def _colliding_names(rows: Sequence[Row]) -> Iterable[Problem]:
    """Two rows that one English spelling could mean: another concept, or another name of the same one."""
    seen: dict[str, tuple[int, Mapping[str, str]]] = {}
    for line, row in rows:
        for column in ("en", "en_variants"):
            for name in _names(row, column) if column in LIST_COLUMNS else [row["en"]]:
                key = f"{fold_name(name)}\n{_acronym(name)}"
                other_line, other = seen.setdefault(key, (line, row))
                if other["concept"] != row["concept"]:
                    yield Problem(line, column, f"“{name}” also names {other['concept']} (line {other_line})")
                elif other is not row and not (other["en"] == row["en"] == name and _apart(other, row)):
                    yield Problem(line, column, f"“{name}” already stands on line {other_line}")


def _acronym(name: str) -> bool:
    return len(name) > 1 and name.isupper()


def _apart(first: Mapping[str, str], second: Mapping[str, str]) -> bool:
    """Whether two periods share no day."""
    spans = sorted((first_day(row["valid_from"] or "0001"), first_day(row["valid_to"] or "9999")) for row in (first, second))
    return spans[0][1] <= spans[1][0]


def _rival_official_names(rows: Sequence[Row]) -> Iterable[Problem]:
    """Two names of one kind official on the same day; an acronym or a short form beside the full one is no rival."""
    states = ("official", "former")
    official = [(line, row) for line, row in rows if row["status"] in states and _dated(row)]
    groups: dict[tuple[str, str], list[Row]] = {}
    for line, row in official:
        for other_line, other in groups.setdefault((row["concept"], row["kind"]), []):
            words, other_words = set(fold_name(row["en"]).split()), set(fold_name(other["en"]).split())
            if not (_apart(row, other) or words < other_words or other_words < words):
                yield Problem(line, "valid_from", f"this name and that of line {other_line} are official at the same time")
        groups[row["concept"], row["kind"]].append((line, row))


def _dated(row: Mapping[str, str]) -> bool:
    return bool(row["valid_from"] or row["valid_to"]) and not _acronym(row["en"])


def _colliding_avoids(rows: Sequence[Row]) -> Iterable[Problem]:
    """A spelling to avoid, or another right one, that is the right name of the same row, or of another concept; or one that is both."""
    for language in _LANGUAGES:
        right: dict[str, set[str]] = {}
        for _, row in rows:
            right.setdefault(row[language], set()).add(row["concept"])
        for line, row in rows:
            for column in (f"{language}_also", f"{language}_avoid"):
                for name in _names(row, column):
                    if name == row[language]:
                        yield Problem(line, column, f"“{name}” is the name itself")
                    elif right.get(name, set()) - {row["concept"]}:
                        yield Problem(line, column, f"“{name}” is the right name of {min(right[name])}")
            for name in sorted({*_names(row, f"{language}_also")} & {*_names(row, f"{language}_avoid")}):
                yield Problem(line, f"{language}_avoid", f"“{name}” is in {language}_also too")


def _missing_languages(rows: Sequence[Row]) -> Iterable[Problem]:
    for line, row in rows:
        for language in _LANGUAGES:
            if not row[language]:
                yield Problem(line, language, "the name is missing")


def _letters(rows: Sequence[Row]) -> Iterable[Problem]:
    """Names in the letters of their language; Latin ones (brands) only as a whole."""
    for line, row in rows:
        for language in _LANGUAGES:
            for column in (language, f"{language}_also", f"{language}_avoid"):
                for name in _names(row, column):
                    odd = [c for c in name if c.isalpha() and not _LETTERS[language].match(c)]
                    if odd and not all(_LATIN.match(c) for c in name if c.isalpha()) and not column.endswith("_avoid"):
                        yield Problem(line, column, f"“{odd[0]}” (U+{ord(odd[0]):04X}) is no letter of this language")


def _uyghur(rows: Sequence[Row]) -> Iterable[Problem]:
    for line, row in rows:
        for column in ("ug", "ug_also", "ug_avoid", "note_ug"):
            wrong = _WRONG_UYGHUR.search(row[column])
            if wrong:
                yield Problem(line, column, f"“{wrong.group()}” (U+{ord(wrong.group()):04X}) is not Uyghur: write ھ ە ى ې ي ك")
            elif _BARE_VOWEL.search(row[column]) and column != "ug_avoid":
                yield Problem(line, column, "a word begins with a vowel without ئ")


def _missing_notes(rows: Sequence[Row]) -> Iterable[Problem]:
    columns = ("note_en", "note_kk", "note_ru", "note_ug", "source")
    first: dict[str, int] = {}
    has: dict[str, set[str]] = {}
    for line, row in rows:
        first.setdefault(row["concept"], line)
        has.setdefault(row["concept"], set()).update(column for column in columns if row[column])
    for concept, line in first.items():
        for column in columns:
            if column not in has[concept]:
                yield Problem(line, column, f"no row of {concept} has it", "warning")


_CELL_RULES: Mapping[str, tuple[Callable[[str], object], str]] = MappingProxyType(
    {
        "concept": (_ID.fullmatch, "“{value}” is no id: small Latin letters, digits, - . _"),
        "name_id": (_ID.fullmatch, "“{value}” is no id: small Latin letters, digits, - . _"),
        "kind": (KINDS.__contains__, "“{value}” is none of " + ", ".join(KINDS)),
        "status": (STATUSES.__contains__, "“{value}” is none of " + ", ".join(STATUSES)),
        "valid_from": (_real_date, "“{value}” is no ISO date (2019-03-23, 2019-03 or 2019)"),
        "valid_to": (_real_date, "“{value}” is no ISO date (2019-03-23, 2019-03 or 2019)"),
        "en": (lambda value: 0 < len(fold_name(value).split()) <= _LONGEST_NAME, "no English name, or one of over 12 words"),
    }
)

_ROW_RULES: tuple[Callable[[Sequence[Row]], Iterable[Problem]], ...] = (
    _duplicate_ids,
    _scattered_concepts,
    _colliding_names,
    _rival_official_names,
    _colliding_avoids,
    _missing_languages,
    _letters,
    _uyghur,
    _missing_notes,
)
