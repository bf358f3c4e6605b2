"""An engine that is bad with names, for tests and `benchmarks/names.py`: of every answer it is known which names it should have."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from webapp import morphology
from webapp.document import Hypothesis, Segment
from webapp.glossary import Glossary
from webapp.name_places import Lexicon
from webapp.naming import NamedSegment, PlannedMention, plan
from webapp.packages import Package

TABLE = Path(__file__).parent / "data" / "names.tsv"
LETTERS = {
    "kk": "абцдефгхийклмнопқрстувухызж",
    "ru": "абцдефгхийклмнопкрстувшхызж",
    "ug": "ابچدەفگھىجكلمنوپقرستۇۋخشيز",
}
FAULTS = ("none", "drop", "rival", "english", "avoid", "misspell", "english-with-ending")
SCORE = -0.5


def table() -> list[dict[str, str]]:
    """The rows of names.tsv."""
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [dict(zip(lines[0].split("\t"), line.split("\t"), strict=True)) for line in lines[1:]]


def named_table(glossary: Glossary, policy: str, target: str) -> list[NamedSegment]:
    """Every sentence of the table that has names, as it is sent under a policy for a target language."""
    rows = table()
    made = [plan([Segment(number, number, row["source"])], glossary, policy, row["date"], target=target)[0] for number, row in enumerate(rows)]
    return [named for named in made if named.mentions]


class BadEngine:
    """Writes each word in other letters and each name in some case, but for its faults: it drops names, swaps rivals, leaves English.

    `faults` are those it takes turns in. `alternatives` begins with the prefix, then
    puts an ending of its own on it; without one it gives the first answer again and,
    for every third sentence, the right one after it.
    """

    def __init__(self, glossary: Glossary, target: str, sentences: Sequence[NamedSegment], faults: Sequence[str] = FAULTS) -> None:
        self.package = Package(Path(), f"en_{target}", "en", target, "0", "", (), "", "")
        self.lexicon, self.faults = Lexicon(glossary, target), faults
        self.named = {item.text: item for item in sentences}
        self.letters = str.maketrans("abcdefghijklmnopqrstuvwxyz", LETTERS[target][:26])
        self.asked: list[str] = []

    def translate(self, sentences: Sequence[str], *, careful: bool = False) -> Iterator[Hypothesis]:
        for sentence in sentences:
            yield Hypothesis(self.answer(sentence), SCORE)

    def alternatives(self, sentences: Sequence[str], count: int, prefixes: Sequence[str] = ()) -> list[list[Hypothesis]]:
        self.asked += sentences
        return [self.others(sentence, count, prefix) for sentence, prefix in zip(sentences, prefixes or [""] * len(sentences), strict=True)]

    def others(self, sentence: str, count: int, prefix: str) -> list[Hypothesis]:
        if prefix:
            rest = self.words(sentence)[len(prefix) :]
            ending = {"kk": " ", "ru": " ", "ug": " "}[self.package.target]
            return [Hypothesis(f"{prefix}{ending}{rest}".strip(), SCORE - 0.3)]
        right = [Hypothesis(self.answer(sentence, right=True), SCORE - 0.2)] if sum(map(ord, sentence)) % 3 == 0 else []
        return [Hypothesis(self.answer(sentence), SCORE), *right][:count]

    def words(self, text: str) -> str:
        return text.lower().translate(self.letters)

    def answer(self, sentence: str, *, right: bool = False) -> str:
        named = self.named[sentence]
        chance = random.Random(sentence)
        parts, done = [], 0
        for number, mention in enumerate(named.mentions):
            fault = "none" if right else self.faults[(sum(map(ord, sentence)) + number) % len(self.faults)]
            name = self.named_as(mention, fault, chance)
            parts += [self.words(named.text[done : mention.sent_start]), name]
            done = mention.sent_end
        return " ".join("".join([*parts, self.words(named.text[done:])]).split())

    def named_as(self, mention: PlannedMention, fault: str, chance: random.Random) -> str:
        row, target = mention.shown, self.package.target
        form = chance.choice(morphology.forms(row.name(target), target, self.lexicon.grammar(row))[:8])
        name = self.lexicon.put(row, form)
        if mention.also and fault == "none":
            return f"{name} ({self.lexicon.put(mention.also, form)})"
        rivals = [r for r in self.lexicon.glossary.by_id[mention.concept].designations if r.name(target) != row.name(target)]
        if fault == "drop":
            return ""
        if fault == "rival" and rivals:
            return self.lexicon.put(chance.choice(rivals), form)
        if fault == "english":
            return mention.sent
        if fault == "avoid" and row.avoid(target):
            return chance.choice(row.avoid(target))
        if fault == "misspell" and len(name) > 7:
            return name[:2] + name[3] + name[2] + name[4:]
        if fault == "english-with-ending":
            return mention.sent + {"kk": "-да", "ru": "", "ug": " دا"}[target]
        return name
