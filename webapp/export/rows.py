"""The rows of an export: blocks and sentences in the script asked for, numbered, with notes at their places."""

from __future__ import annotations

from dataclasses import dataclass

from webapp.document import BlockKind, Mention, MentionStatus, TranslatedSegment, Translation
from webapp.export.clean import clean
from webapp.export.options import ExportOptions
from webapp.export.provenance import Convert, Said, say


@dataclass(frozen=True, slots=True)
class Note:
    """Something to know about a place in the text; `number` counts from 1 through the article.

    `start` and `end` are its place in `Pair.text`, -1 where it is about the whole
    sentence. `local` is empty where there is only an English sentence.
    """

    number: int
    kind: str
    text: Said
    start: int = -1
    end: int = -1


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence: `source` and `text` are clean and for showing, `exact` is the translation uncleaned.

    `number` counts the sentences from 1; `gap` is true where white space stands
    before it in its block. `item` is the translated segment as it was made.
    """

    number: int
    item: TranslatedSegment
    source: str
    text: str
    exact: str
    gap: bool
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A block: what it is, and its sentences. `source` is its whole text, also where it has no sentences.

    `number` is its place among the document's blocks, from 0.
    """

    number: int
    kind: BlockKind
    level: int
    source: str
    pairs: tuple[Pair, ...]

    @property
    def text(self) -> str:
        """The translated block as one line."""
        return "".join((" " if pair.gap else "") + pair.text for pair in self.pairs).strip()


@dataclass(frozen=True, slots=True)
class Name:
    """A line of the appendix: a name in the source and in the translation, and what to know about it."""

    written: str
    target: str
    status: Said
    why: str


def locate(text: str, name: str, hint: int) -> tuple[int, int]:
    """Where `name` stands in `text`, the place nearest to `hint`; (-1, -1) where it does not."""
    places: list[int] = []
    at = text.find(name) if name else -1
    while at >= 0:
        places.append(at)
        at = text.find(name, at + 1)
    if not places:
        return -1, -1
    start = min(places, key=lambda place: abs(place - hint))
    return start, start + len(name)


def _changed(mention: Mention) -> bool:
    """Whether a name stands in the translation otherwise than the author's word and the engine would have it."""
    if mention.status is MentionStatus.MISSING or not mention.target:
        return False
    return mention.shown != mention.written or mention.status is MentionStatus.REPAIRED


class Builder:
    """Numbers sentences and notes through the article while the rows are made."""

    def __init__(self, translation: Translation, options: ExportOptions, convert: Convert) -> None:
        self.translation, self.options, self.convert = translation, options, convert
        self.sentences = self.notes = 0

    def rows(self) -> tuple[Row, ...]:
        """Every block that has text, in reading order."""
        made = (
            Row(number, block.kind, block.level, clean(block.text), self.pairs(items))
            for number, (block, items) in enumerate(self.translation.by_block())
        )
        return tuple(row for row in made if row.source or row.pairs)

    def pairs(self, items: tuple[TranslatedSegment, ...]) -> tuple[Pair, ...]:
        """The sentences of one block; segments of only white space count as white space."""
        made: list[Pair] = []
        space = False
        for item in items:
            space = space or bool(item.segment.before)
            if item.segment.text or item.text:
                made.append(self.pair(item, space and bool(made)))
                space = False
            space = space or bool(item.segment.after)
        return tuple(made)

    def pair(self, item: TranslatedSegment, gap: bool) -> Pair:
        """One sentence with its notes."""
        exact = self.convert(item.text)
        text = clean(exact)
        self.sentences += 1
        notes: list[Note] = []
        for mention in filter(_changed, item.mentions):
            target = clean(self.convert(mention.target))
            said = say(
                "name_note", self.translation.target, self.convert, written=clean(mention.written), target=target
            )
            english = f"{said.english} {clean(mention.why)}".strip()
            notes.append(self.note("name", Said(english, said.local), *locate(text, target, mention.target_start)))
        for finding in item.findings if self.options.findings else ():
            notes.append(self.note("finding", Said(clean(finding.message or finding.code), "")))
        return Pair(self.sentences, item, clean(item.segment.text), text, exact, gap, tuple(notes))

    def note(self, kind: str, text: Said, start: int = -1, end: int = -1) -> Note:
        """The next note."""
        self.notes += 1
        return Note(self.notes, kind, text, start, end)


def names(translation: Translation, convert: Convert) -> tuple[Name, ...]:
    """Each name once, in the order of the article."""
    lines = {
        Name(
            clean(mention.written),
            clean(convert(mention.target)),
            say(mention.status.value, translation.target, convert),
            clean(mention.why),
        ): None
        for item in translation.segments
        for mention in item.mentions
    }
    return tuple(lines)
