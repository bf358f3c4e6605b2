"""Which words of a list the corpus hardly has: `python -m corpus.lacking WORDS.txt [ROWS]`.

A model translates the words that it has met in company, so a frequency list of English (one word a line, the commonest
first) says what to write next. The v files were written from such a list, wordfreq 3.1's (Speer 2022,
doi:10.5281/zenodo.7199437), for words that stood in fewer than four rows:

    python -c "import wordfreq; print(*wordfreq.top_n_list('en', 25000), sep='\\n')" > words.txt
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from corpus.rows import Row, read_all, words

ROWS = 4
"""A word that stands in fewer rows is lacking."""

_ENDINGS = (
    (re.compile(r"'s?$"), ""),
    (re.compile(r"(?<=[a-z]{2})(?:ies|ied|ier|iest|ily)$"), "y"),
    (re.compile(r"([sxz]|ch|sh)es$"), r"\1"),
    (re.compile(r"(?<=[a-z]{2}[^us])s$"), ""),
    (re.compile(r"(?<=[a-z]{3})(?:ed|ing|er|est|ly)$"), ""),
    (re.compile(r"([bdgklmnprt])\1$"), r"\1"),
    (re.compile(r"(?<=[a-z]{3})e$"), ""),
)


def stem(word: str) -> str:
    """What the inflected forms of an English word share, roughly: "planned", "planning" and "plans" are "plan".

    It takes some words for one that are not (planer, plan), which for a list of what to write does no harm.
    """
    for ending, left in _ENDINGS:
        word = ending.sub(left, word)
    return word


def lacking(wanted: Iterable[str], rows: Sequence[Row], fewer_than: int = ROWS) -> Iterator[tuple[str, int]]:
    """The words of `wanted`, in its order and each stem once, that stand in fewer than so many rows, with their rows."""
    seen = Counter(one for row in rows for one in {stem(part) for word in words(row["en"]) for part in word.split("-")})
    told: set[str] = set()
    for word in wanted:
        key = stem(word)
        if word.isalpha() and seen[key] < fewer_than and key not in told:
            told.add(key)
            yield word, seen[key]


def main(arguments: Sequence[str]) -> int:
    """Print the lacking words of a list with their rows."""
    if not arguments or not Path(arguments[0]).is_file():
        print(__doc__, file=sys.stderr)
        return 2
    listed = Path(arguments[0]).read_text(encoding="utf-8").lower().split()
    rows = [row for row in read_all() if row.whole]
    for word, count in lacking(listed, rows, int(arguments[1]) if len(arguments) > 1 else ROWS):
        print(f"{word}\t{count}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
