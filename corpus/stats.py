"""What the corpus has: `python -m corpus.stats` prints rows, words, vocabulary, lengths, openings, names and cases.

The lines that issue #3 asks for carry its target and whether it is met. Cases are told by `webapp.morphology`, in
the rows whose English has the name.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from corpus.contested import GLOSSARY, Lookup, Name, glossary_names, guide_names
from corpus.rows import HERE, KINDS, LANGUAGES, TRANSLATIONS, Row, listed_words, read_all, words
from webapp import morphology

ROWS = 40_000
"""How many rows the corpus is to have."""

LONG = 14
"""An English sentence of so many words is a long one; half of the rows should be."""

OPENING = 0.01
"""No two words should open a greater share of the rows."""

CORE = 20
"""The rows that each name of the glossary's core should have; 60 names should."""

CONTEXTS = 2
"""The rows that a listed word should stand in."""


def kinds(rows: Sequence[Row]) -> Counter[str]:
    """Rows of each kind of `KINDS`."""
    return Counter(KINDS[row.kind] for row in rows)


def vocabulary(rows: Sequence[Row], language: str) -> Counter[str]:
    """How often each word form stands in a language's cells."""
    return Counter(word for row in rows if language in row.languages for word in words(row[language]))


def contexts(rows: Sequence[Row]) -> Counter[str]:
    """In how many English cells each word stands; the parts of a hyphenated word count as words too."""
    seen: Counter[str] = Counter()
    for row in rows:
        found = set(words(row["en"]))
        seen.update(found.union(*(word.replace("-", " ").replace("'", " ").split() for word in found)))
    return seen


def listed(batches: Path = HERE / "batches") -> set[str]:
    """Every word of the batch lists."""
    return {word for batch in batches.glob("*.txt") for word in listed_words(batch)}


def coverage(rows: Sequence[Row], wanted: set[str]) -> Counter[int]:
    """How many listed words stand in 0, 1, … `CONTEXTS` or more rows."""
    seen = contexts(rows)
    phrases = [word for word in wanted if word not in seen and not word.isalpha()]
    if phrases:
        text = [f" {' '.join(words(row['en']))} " for row in rows]
        seen.update({phrase: sum(f" {' '.join(words(phrase))} " in line for line in text) for phrase in phrases})
    return Counter(min(CONTEXTS, seen[word]) for word in wanted)


def openings(rows: Sequence[Row]) -> Counter[str]:
    """How many English cells begin with the same two words."""
    return Counter(" ".join(words(row["en"])[:2]) for row in rows)


def _grammar(path: Path = GLOSSARY) -> dict[str, str]:
    """The glossary's hints for the inflection of Russian names."""
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {line["ru"]: line["ru_grammar"] for line in csv.DictReader(file) if "=" not in line["ru_grammar"]}


def names(rows: Sequence[Row]) -> Iterator[tuple[str, int, dict[str, Counter[str]]]]:
    """Each name that English rows have: the rows, and in each language the rows of each case, most rows first.

    A derived word (-лық, -дағы …) is counted under the name that `webapp.morphology` gives its ending.
    """
    every: dict[str, Name] = {name.spellings["en"][0]: name for name in (*glossary_names(), *guide_names())}
    lookup, grammar = Lookup(every.values(), "en"), _grammar()
    having: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        for spelled in lookup.find(row["en"]).values():
            having[spelled[-1].spellings["en"][0]].append(row)
    for english, found in sorted(having.items(), key=lambda pair: -len(pair[1])):
        cases = {language: Counter[str]() for language in TRANSLATIONS}
        for language in TRANSLATIONS:
            name = every[english].spellings[language][0]
            hint = grammar.get(name, "") if language == "ru" else ""
            for row in (row for row in found if language in row.languages):
                cases[language].update({form.feature("Deriv") or form.feature("Case", "Nom") for _, _, form in morphology.find(name, language, row[language], hint)})
        yield english, len(found), cases


def _share(part: int, whole: int) -> str:
    return f"{part:,} of {whole:,} ({part / max(whole, 1):.1%})"


def _verdict(met: bool) -> str:
    return "met" if met else "not met"


def report(rows: Sequence[Row]) -> Iterator[str]:
    """The lines of the report."""
    yield f"rows: {len(rows):,} (target {ROWS:,}: {_verdict(len(rows) >= ROWS)})"
    for kind, count in kinds(rows).most_common():
        yield f"  {kind}: {count:,}"
    for language in LANGUAGES:
        forms, count = vocabulary(rows, language), sum(language in row.languages for row in rows)
        yield f"{language}: {forms.total():,} words, {len(forms):,} different ones, {forms.total() / max(count, 1):.1f} a row"
    if wanted := listed():
        covered = coverage(rows, wanted)
        yield f"listed words in {CONTEXTS} rows or more: {_share(covered[CONTEXTS], len(wanted))}; in one: {covered[1]:,}; in none: {covered[0]:,}"
    sizes = sorted(len(words(row["en"])) for row in rows)
    long = sum(size >= LONG for size in sizes)
    yield f"English sentences of {LONG} words or more: {_share(long, len(sizes))} (target 50%: {_verdict(2 * long >= len(sizes))})"
    yield "  " + ", ".join(f"{low}–{low + 6}: {sum(low <= size < low + 7 for size in sizes):,}" for low in range(0, 63, 7)) + f"; longest {sizes[-1]}"
    common = [(opening, count) for opening, count in openings(rows).most_common(10) if count > OPENING * len(rows)]
    yield f"two-word openings in over {OPENING:.0%} of rows: {', '.join(f'{opening} {count / len(rows):.2%}' for opening, count in common) or 'none'} (target none: {_verdict(not common)})"
    table = list(names(rows))
    core = sum(count >= CORE for _, count, _ in table)
    yield f"names in {CORE} rows or more: {core} (target 60: {_verdict(core >= 60)}); rows a name and a case:"
    for english, count, cases in table:
        told = "; ".join(f"{language} {' '.join(f'{case} {number}' for case, number in cases[language].most_common())}" for language in TRANSLATIONS)
        yield f"  {english} {count}: {told}"


def main() -> int:
    """Print the report on every row."""
    rows = [row for row in read_all() if row.whole]
    if not rows:
        print("no rows")
        return 1
    print("\n".join(report(rows)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
