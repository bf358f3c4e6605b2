"""Rows: read, filter and hold the sources that a run uses."""

from __future__ import annotations

import gzip
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from corpus.rows import COLUMNS
from training.config import TARGETS, Run
from webapp.checks import ENGLISH_SURNAME
from webapp.typography import quoted

PROJECT = Path(__file__).resolve().parent.parent
CORPORA = PROJECT.parent / "shared" / "corpora"
SCRIPT = {
    "kk": re.compile("[\u0400-\u04ff]"),
    "ru": re.compile("[\u0400-\u04ff]"),
    "ug": re.compile("[\u0600-\u06ff]"),
}
HELD_OUT = "held out"
"""The source named in the rows of a run's `held_out` files, which no run trains on. Settings are chosen by these rows, so
that the test sets need not be looked at."""
EPOCHS_APART = 5
"""A source that gives a tenth of its rows to an epoch need not be prepared whole: five such tenths are."""
_SURNAME = re.compile(r"\b[А-ЯӘҒҚҢӨҰҮІҺЁ]\w{2,}[оеё]ва?(?:[тднғқгкпмб]\w{1,3})?\b")
"""A surname in -ов, -ев in a Kazakh text, with an ending or none."""
PROSE = {"msdocs"}
"""Sources of which only whole sentences are taken: a button's name teaches no grammar."""
_SENTENCE = re.compile(r"[A-Z]\S* (?:\S+ ){6,}\S+[.?!]")
PLACEHOLDER = re.compile(r"[{}<>|\\]|%[sd\d(]|\$\w|&\w+;|https?://|__")


class Row(NamedTuple):
    """One sentence pair: its source's name, target language, English and translation."""

    source: str
    language: str
    english: str
    text: str


def shippable() -> dict[str, bool]:
    """For each known source, whether a model made from it may be passed on."""
    table = tomllib.loads((PROJECT / "training" / "sources.toml").read_text(encoding="utf-8"))
    return {name: bool(entry["ship"]) for name, entry in table.items()}


OWN = {"seed": "rows", "recent": "rows", "names": "names", "russian": "russian"}
"""The corpus's sources, each of a folder of it: prose, the run's `recent` part of it, sentences that put a contested name
into every case, and prose in Russian alone."""


def _own_rows(run: Run, name: str) -> Iterator[Row]:
    """A source's rows: of "seed" those of every language, of "seed.ru" those of one."""
    kind, _, one = name.partition(".")
    languages = COLUMNS[OWN[kind]][1:]
    for path in sorted((PROJECT / "corpus" / OWN[kind]).glob("*.tsv")):
        source = HELD_OUT if path.stem in run.held_out else name
        if OWN[kind] == "rows" and any(path.match(f"{pattern}.tsv") for pattern in run.recent) != (kind == "recent"):
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            cells = line.split("\t")
            if len(cells) == 1 + len(languages):
                chosen = zip(languages, cells[1:], strict=True)
                yield from (Row(source, language, cells[0], text) for language, text in chosen if one in ("", language))


def _pair_rows(name: str) -> Iterator[Row]:
    """A source's rows: of "msdocs" those of every language, of "msdocs.ru" those of one."""
    source, _, one = name.partition(".")
    for language in TARGETS:
        path = CORPORA / f"{source}.en-{language}.tsv.gz"
        if one in ("", language) and path.exists():
            with gzip.open(path, "rt", encoding="utf-8") as lines:
                for line in lines:
                    cells = line.rstrip("\n").split("\t")
                    if len(cells) == 2:
                        yield Row(name, language, *cells)


def good(row: Row) -> bool:
    """Whether a row can teach: right script, no placeholders, lengths alike, not left in English, nobody named whom the English does not name.

    A headline of government news says "the State Secretary", and its translation who that was in the year: a model that learnt
    from such rows puts a living person into an article that never spoke of them.
    """
    english, text = row.english, row.text
    if not english or not text or not SCRIPT[row.language].search(text):
        return False
    found = row.source.partition(".")[0] not in (*OWN, HELD_OUT)
    if found and (PLACEHOLDER.search(english) or PLACEHOLDER.search(text)):
        return False
    if row.source.partition(".")[0] in PROSE and not _SENTENCE.fullmatch(english):
        return False
    if found and row.language == "kk" and _SURNAME.search(text) and not ENGLISH_SURNAME.search(english):
        return False
    foreign = sum(c.isascii() and c.isalpha() for c in text)
    ratio = len(text) / len(english)
    return foreign <= 0.3 * len(text) and (0.4 <= ratio <= 2.6 or len(english) < 20)


def rows(run: Run) -> Iterator[Row]:
    """Every usable row of the run's sources, NFC, each pair once.

    Raises ValueError for a source that may not go into a shipped package.
    """
    allowed = shippable()
    seen: set[tuple[str, str, str]] = set()
    for name, weight in run.weights:
        if not allowed.get(name.partition(".")[0], False):
            raise ValueError(f"{name} may not go into a package: see training/sources.toml")
        if weight <= 0:
            continue
        for row in _own_rows(run, name) if name.partition(".")[0] in OWN else _pair_rows(name):
            clean = row._replace(
                english=unicodedata.normalize("NFC", row.english.strip()),
                text=quoted(unicodedata.normalize("NFC", row.text.strip())),
            )
            key = clean[1:]
            if key not in seen and _kept(clean, min(1.0, EPOCHS_APART * weight)) and good(clean):
                seen.add(key)
                yield clean


def _kept(row: Row, share: float) -> bool:
    """Whether a row is in the fixed sample of `share` of its source: the same rows whenever it is asked, and all that measure a run."""
    return share >= 1 or row.source == HELD_OUT or int.from_bytes(blake2b(row.english.encode(), digest_size=4).digest(), "big") < share * 2**32
