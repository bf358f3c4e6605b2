"""Reading the corpus: shards of rows/, names/, russian/ and whatever folder comes to stand beside them.

A row is one line, English<TAB>Kazakh<TAB>Russian<TAB>Uyghur, in russian/ English<TAB>Russian; UTF-8, no header. A line that
has not its cells is read too, so that the checker can say where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
"""The folder `corpus/`."""

LANGUAGES = ("en", "kk", "ru", "ug")
"""The columns, in their order."""

TRANSLATIONS = LANGUAGES[1:]
"""The columns that are translations of the first."""

COLUMNS = {"rows": LANGUAGES, "names": LANGUAGES, "russian": ("en", "ru")}
"""The folders that hold the rows, and the columns of each."""

KINDS = {
    "b": "vocabulary",
    "n": "names",
    "d": "dense (names, dates, sums, references)",
    "h": "headlines and captions",
    "q": "questions",
    "t": "testimony and dialogue",
    "l": "long sentences",
    "w": "reporting, from the region and the world",
    "e": "general and encyclopaedic prose, and world news",
    "v": "words of general English that stood in fewer than four rows",
    "x": "more of these, further down the list",
    "y": "long sentences of analysis and reporting",
    "r": "English and Russian alone",
}
"""The kind of a shard's rows, by the letter that its file's name begins with."""

_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of one shard: where it stands (lines count from 1) and its cells, stripped."""

    path: Path
    line: int
    cells: tuple[str, ...]

    @property
    def languages(self) -> tuple[str, ...]:
        """The columns of the folder that the row's shard lies in, English first."""
        return COLUMNS.get(self.path.parent.name, LANGUAGES)

    @property
    def translations(self) -> tuple[str, ...]:
        """The columns that are translations of the first."""
        return self.languages[1:]

    @property
    def whole(self) -> bool:
        """Whether the row has a cell for each of its languages."""
        return len(self.cells) == len(self.languages)

    @property
    def kind(self) -> str:
        """The letter of `KINDS` that the file's name begins with, else "b"."""
        return self.path.name[0] if self.path.name[0] in KINDS else "b"

    def __getitem__(self, language: str) -> str:
        """The cell of a language; only of a whole row."""
        return self.cells[self.languages.index(language)]


def words(text: str) -> list[str]:
    """The words of a cell, in lower case: letters and digits, hyphens and apostrophes inside them."""
    return _WORD.findall(text.lower())


def paths(root: Path = HERE) -> list[Path]:
    """Every shard below `root`, in the order of folders and names."""
    return [path for folder in COLUMNS for path in sorted((root / folder).glob("*.tsv"))]


def read(path: Path) -> Iterator[Row]:
    """The rows of one shard. UnicodeDecodeError if it is not UTF-8; only "\\n" ends a line."""
    for number, line in enumerate(path.read_bytes().decode("utf-8").split("\n"), 1):
        if line:
            yield Row(path, number, tuple(line.split("\t")))


def read_all(shards: Iterable[Path] | None = None) -> list[Row]:
    """The rows of these shards, or of all."""
    return [row for path in (paths() if shards is None else shards) for row in read(path)]


def listed_words(batch: Path) -> list[str]:
    """The WORDS of a batch list (batches/bNNN.txt), in lower case."""
    _, _, listed = batch.read_text(encoding="utf-8").partition("WORDS:")
    return [word.strip().lower() for word in listed.split(",") if word.strip()]


def place(row: Row) -> str:
    """Where a row stands: rows/b001.tsv:3."""
    return f"{row.path.parent.name}/{row.path.name}:{row.line}"
