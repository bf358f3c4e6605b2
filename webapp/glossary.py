"""glossary.csv → concepts and their names, and the names found in a text.

A *concept* (a region, a people, an institution …) has several *designations*
(names): ISO 704:2022, Terminology work, 6–7. One row of the file is one
designation; the rows of a concept stand together, and a note or source that only
its first row has holds for all of them (`webapp.designation`).
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path

from webapp import longer_names
from webapp.designation import Concept, Designation
from webapp.english import plural
from webapp.errors import GlossaryError
from webapp.glossary_rules import COLUMNS, DEFAULTS, LIST_COLUMNS, Problem, cell_problems, row_problems
from webapp.matching import Entry, Finder

_PLURAL_KINDS = frozenset({"people", "term"})
_GUARDED_KINDS = frozenset({"region", "city", "country", "people", "event", "term"})
_FAR = 1 << 60

__all__ = ["Concept", "Designation", "Glossary", "Match", "Problem", "check", "from_cells", "load", "to_csv"]


@dataclass(frozen=True, slots=True)
class Match:
    """A name found in a text: `text[start:end]`, without a possessive ending, which is `possessive` ("'s", "’", "")."""

    start: int
    end: int
    written: str
    designation: Designation
    plural: bool = False
    possessive: str = ""

    @property
    def concept(self) -> str:
        """The id of the concept that is named."""
        return self.designation.concept


@dataclass(frozen=True)
class Glossary:
    """All concepts in order; equal where their rows are. `sha256` (hex) is the hash of its CSV form in UTF-8."""

    concepts: tuple[Concept, ...]

    @classmethod
    def of(cls, rows: Iterable[Designation]) -> Glossary:
        """A glossary of designations, grouped by concept in the order of their first rows."""
        groups: dict[str, list[Designation]] = {}
        for row in rows:
            groups.setdefault(row.concept, []).append(row)
        return cls(tuple(Concept(name, group[0].kind, tuple(group)) for name, group in groups.items()))

    @cached_property
    def designations(self) -> tuple[Designation, ...]:
        """Every name of every concept, in order."""
        return tuple(row for concept in self.concepts for row in concept.designations)

    @cached_property
    def sha256(self) -> str:
        """The hash that provenance shows; that of the file itself where the file is as `to_csv` writes it."""
        return hashlib.sha256(to_csv(self).encode()).hexdigest()

    @cached_property
    def by_id(self) -> dict[str, Concept]:
        """Concept by its id."""
        return {concept.id: concept for concept in self.concepts}

    @cached_property
    def _finder(self) -> Finder:
        return Finder.build(_entries(self.designations))

    def layered(self, other: Glossary) -> Glossary:
        """This glossary under `other`, a reader's own.

        A row of `other` takes the place of one with the same concept and name id, and
        stands before the rest, so that it is found and preferred where both have a name.
        """
        own = {(row.concept, row.name_id) for row in other.designations}
        return Glossary.of((*other.designations, *(row for row in self.designations if (row.concept, row.name_id) not in own)))

    def find(self, text: str) -> tuple[Match, ...]:
        """The names in `text`, in order, none overlapping another, each on word boundaries.

        Longest name first; possessives and plurals, hyphen, apostrophe and diacritic
        variants are found; capitals must be as the name has them. A name that is only
        part of a longer proper name, listed or not, is no mention of its concept.
        """
        found = self._finder.find(text)
        matches: list[Match] = []
        following = _FAR  # where the name to the right begins, and whether that is part of a longer one
        swallowed = False
        for item in reversed(found):
            row = self.designations[item.payload]
            if row.kind in _GUARDED_KINDS and not item.possessive:
                beside = swallowed and text[item.end : following] == " "
                swallowed = beside or longer_names.follows(text, item.end, row.kind, following)
            else:
                swallowed = False
            swallowed = swallowed or (row.kind in _GUARDED_KINDS and longer_names.headed(text, item.start))
            other = longer_names.belongs_to_person(text, item.start, item.end) or longer_names.is_other_word(text, item.start, item.end)
            if not swallowed and not other:
                written = text[item.start : item.end]
                matches.append(Match(item.start, item.end, written, row, item.plural, item.possessive))
            following = item.start
        return tuple(reversed(matches))


def load(source: Path | str) -> Glossary:
    """Read a glossary from a file, or from CSV text (a string with a line break).

    Raises GlossaryError with line and column for the first thing that makes a row
    unusable; `check` lists everything, also what is merely doubtful. Columns that a
    reader's own file leaves out are empty; concept, name_id and en must be there.
    """
    rows, problems = _read(_text(source))
    if problems:
        raise GlossaryError(line=problems[0].line, column=problems[0].column, detail=problems[0].message)
    return Glossary.of(rows)


def check(source: Path | str) -> list[Problem]:
    """Everything wrong or doubtful in a glossary (see `glossary_rules`), in the order of the file."""
    try:
        rows, problems = _read(_text(source))
    except GlossaryError as error:
        return [Problem(int(error.values["line"]), error.values["column"], error.values["detail"])]
    cells = [(row.line, row.cells()) for row in rows]
    return sorted([*problems, *row_problems(cells)], key=lambda problem: problem.line)


def to_csv(glossary: Glossary) -> str:
    """The glossary as CSV, as glossary.csv has it: all columns in order, lines ending in \\n, quotes only where needed."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(row.cells() for row in glossary.designations)
    return out.getvalue()


def from_cells(cells: Iterable[tuple[int, dict[str, str]]]) -> Glossary:
    """A glossary from rows of cells with their line numbers; raises GlossaryError like `load`."""
    rows: list[Designation] = []
    for line, row in cells:
        for problem in cell_problems(line, row):
            raise GlossaryError(line=problem.line, column=problem.column, detail=problem.message)
        rows.append(_designation(line, row))
    return Glossary.of(rows)


def _text(source: Path | str) -> str:
    """The CSV text, a byte order mark removed."""
    if isinstance(source, str) and "\n" in source:
        return source.removeprefix("\ufeff")
    try:
        return Path(source).read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise GlossaryError(line=1, column="concept", detail="the file is not UTF-8 text; save it as UTF-8") from error
    except OSError as error:
        raise GlossaryError(line=1, column="concept", detail=f"the file cannot be read ({error.strerror})") from error


def _read(text: str) -> tuple[list[Designation], list[Problem]]:
    reader = csv.reader(io.StringIO(text), strict=True)
    rows: list[Designation] = []
    problems: list[Problem] = []
    line = 1
    try:
        header = next(reader, [])
        unknown = [name for name in header if name not in COLUMNS or header.count(name) > 1]
        missing = [name for name in ("concept", "name_id", "en") if name not in header]
        problems += [Problem(1, name or "?", "there is no such column, or it stands there twice") for name in unknown]
        problems += [Problem(1, name, "this column is missing") for name in missing]
        if problems:
            return rows, problems
        line = reader.line_num + 1
        for values in reader:
            if any(values):
                row = DEFAULTS | dict(zip(header, (value.strip() for value in values), strict=False))
                if len(values) != len(header):
                    problems.append(Problem(line, header[-1], f"{len(values)} cells, but {len(header)} columns"))
                problems += cell_problems(line, row)
                rows.append(_designation(line, row))
            line = reader.line_num + 1
    except csv.Error as error:
        problems.append(Problem(line, "concept", f"not CSV: {error}"))
    return rows, problems


def _designation(line: int, row: dict[str, str]) -> Designation:
    lists = {name: tuple(part.strip() for part in row.get(name, "").split("|") if part.strip()) for name in LIST_COLUMNS}
    known = {item.name for item in fields(Designation)} - LIST_COLUMNS - {"line"}
    texts = {name: value for name, value in row.items() if name in known}
    return Designation(**{**DEFAULTS_TEXT, **texts}, **lists, line=line)  # type: ignore[arg-type]


DEFAULTS_TEXT = {name: value for name, value in DEFAULTS.items() if name not in LIST_COLUMNS}
"""What an empty or missing cell of a text column stands for."""


def _entries(rows: Iterable[Designation]) -> Iterable[Entry]:
    for number, row in enumerate(rows):
        for name in (row.en, *row.en_variants):
            yield Entry(name, number)
            many = plural(name)
            if row.kind in _PLURAL_KINDS and many != name:
                yield Entry(many, number, plural=True)
