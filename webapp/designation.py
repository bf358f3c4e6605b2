"""A name of a concept, and a concept with its names: the glossary's values.

`valid_from` and `valid_to` say when a name was official: from the first day to
the day before `valid_to`, on which the next name began. Both are ISO 8601 dates,
a year or a month where no day is known.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from webapp.glossary_rules import COLUMNS, LIST_COLUMNS, first_day


@dataclass(frozen=True, slots=True)
class Designation:
    """A name of a concept: one row of the glossary, a field a column.

    `kk`, `ru` and `ug` are nominative; the `_also` columns hold what the press writes too, which
    may stand (Соединённые Штаты for США), the `_avoid` columns wrong or rival
    spellings that an engine may produce. `ru_grammar` says what a dictionary cannot
    know of the Russian name, with "|" between: "indeclinable", "plural" (has no
    singular), "first=indeclinable" and "last=indeclinable" (only that word),
    "plural=ханьцы" (an irregular plural), "adj=уйгурский" (the adjective); `line` is the row's line in its file (0
    where it has none) and does not count when rows are compared.
    """

    concept: str
    name_id: str
    en: str
    kind: str = "term"
    status: str = "neutral"
    valid_from: str = ""
    valid_to: str = ""
    en_variants: tuple[str, ...] = ()
    kk: str = ""
    ru: str = ""
    ug: str = ""
    kk_also: tuple[str, ...] = ()
    ru_also: tuple[str, ...] = ()
    ug_also: tuple[str, ...] = ()
    kk_avoid: tuple[str, ...] = ()
    ru_avoid: tuple[str, ...] = ()
    ug_avoid: tuple[str, ...] = ()
    ru_grammar: str = ""
    note_en: str = ""
    note_kk: str = ""
    note_ru: str = ""
    note_ug: str = ""
    source: str = ""
    line: int = field(default=0, compare=False)

    def name(self, language: str) -> str:
        """The name in "en", "kk", "ru" or "ug"."""
        return {"en": self.en, "kk": self.kk, "ru": self.ru, "ug": self.ug}[language]

    def also(self, language: str) -> tuple[str, ...]:
        """The other names in "kk", "ru" or "ug" that may stand for this one (ISO 704: admitted terms)."""
        return {"kk": self.kk_also, "ru": self.ru_also, "ug": self.ug_also}[language]

    def avoid(self, language: str) -> tuple[str, ...]:
        """The spellings in "kk", "ru" or "ug" that must not stand for this name."""
        return {"kk": self.kk_avoid, "ru": self.ru_avoid, "ug": self.ug_avoid}[language]

    def note(self, language: str) -> str:
        """The row's own note in a language, "" where it has none (see `Concept.note`)."""
        return {"en": self.note_en, "kk": self.note_kk, "ru": self.note_ru, "ug": self.note_ug}[language]

    def is_valid_on(self, date: str) -> bool:
        """Whether the name's period holds an ISO date; a bound that is left out is open."""
        return (not self.valid_from or first_day(self.valid_from) <= first_day(date)) and (
            not self.valid_to or first_day(date) < first_day(self.valid_to)
        )

    def cells(self) -> dict[str, str]:
        """The row as its cells: column name → text, lists joined with "|"."""
        values = {column: getattr(self, column) for column in COLUMNS}
        return {column: "|".join(value) if column in LIST_COLUMNS else value for column, value in values.items()}


PAST = frozenset({"former", "historical"})
"""Statuses of names that are no longer in use."""


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing that has names; `kind` is that of its first row."""

    id: str
    kind: str
    designations: tuple[Designation, ...]

    def told_alike(self, row: Designation, language: str) -> Designation:
        """For a former name one that is in use and is the same in a language (for Chimkent Shymkent: Шымкент); else `row` itself."""
        if row.status not in PAST or not row.name(language):
            return row
        alike = (one for one in self.designations if one.status not in PAST and one.name(language) == row.name(language))
        return next(alike, row)

    def note(self, language: str) -> str:
        """The concept's note in a language: the first that a row has."""
        return next((row.note(language) for row in self.designations if row.note(language)), "")

    @property
    def source(self) -> str:
        """Where the note's facts come from: the first source that a row has."""
        return next((row.source for row in self.designations if row.source), "")
