"""XLIFF 2.1: the article for a translator's tool, block by block, and for reading back.

A block is a `unit`, a sentence a `segment`, white space between them an
`ignorable`; a character that XML forbids is a `cp` element. Provenance stands in
the metadata module and in notes of the file; what the checks found, and changed
names, in notes of the unit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree
from markupsafe import Markup

from webapp.document import Block, BlockKind, Document, TranslatedSegment
from webapp.errors import InputError
from webapp.export.clean import clean
from webapp.export.markup import coded, element, empty, join
from webapp.export.rows import Pair
from webapp.export.tmx import Unit, parse, text_of
from webapp.export.view import View

CORE = "urn:oasis:names:tc:xliff:document:2.0"
METADATA = "urn:oasis:names:tc:xliff:metadata:2.0"
_NAMES = {"x": CORE, "m": METADATA}


def _code(character: str) -> Markup:
    """A character that XML forbids."""
    return empty("cp", {"hex": f"{ord(character):04X}"})


def _group(category: str, values: dict[str, str]) -> Markup:
    """A group of the metadata module; its values may hold no elements, so that codes are spelt out."""
    lines = (element("mda:meta", {"type": key}, _spelt(value)) for key, value in values.items())
    return element("mda:metaGroup", {"category": category}, *lines)


def _spelt(text: str) -> Markup:
    """Text with backslash escapes for what XML forbids (and the backslash); `_read_spelt` undoes it."""
    return coded(text.replace("\\", "\\\\"), lambda character: Markup(f"\\u{ord(character):04x}"))


def _read_spelt(text: str) -> str:
    """The text that `_spelt` wrote."""
    head, *parts = text.split("\\")
    made = [head]
    literal = False
    for part in parts:
        if literal:
            made.append(part)
            literal = False
        elif part == "":
            made.append("\\")
            literal = True
        else:
            made.append(chr(int(part[1:5], 16)) + part[5:])
    return "".join(made)


class _Units:
    """Writes the units of a view."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.pairs: dict[int, Pair] = {pair.item.segment.index: pair for row in view.rows for pair in row.pairs}

    def segment(self, item: TranslatedSegment) -> Markup:
        """A sentence with its translation."""
        return element(
            "segment",
            {"id": f"s{item.segment.index}", "state": "reviewed" if item.reviewed else "translated"},
            element("source", None, coded(item.segment.text, _code)),
            element("target", None, coded(self.pairs[item.segment.index].exact, _code)),
        )

    def parts(self, block: Block, items: tuple[TranslatedSegment, ...]) -> Iterator[Markup]:
        """Segments and the white space between them; a block without a sentence is one untranslated segment."""
        if not any(item.segment.text or item.text for item in items):
            yield element("segment", {"id": "none"}, element("source", None, coded(block.text, _code)))
            return
        space = ""
        for item in items:
            space += item.segment.before
            if item.segment.text or item.text:
                yield from self.space(space)
                yield self.segment(item)
                space = ""
            space += item.segment.after
        yield from self.space(space)

    def space(self, text: str) -> Iterator[Markup]:
        """White space that is not translated."""
        if text:
            yield element("ignorable", None, element("source", None, coded(text, _code)))

    def notes(self, items: tuple[TranslatedSegment, ...]) -> Iterator[Markup]:
        """What there is to know about the sentences of a block."""
        for item in items:
            pair = self.pairs.get(item.segment.index)
            for note in pair.notes if pair else ():
                text = f"s{item.segment.index}: {note.text.english}"
                yield element("note", {"category": note.kind, "appliesTo": "target"}, text)

    def units(self) -> Iterator[Markup]:
        """Every block."""
        for number, (block, items) in enumerate(self.view.translation.by_block()):
            notes = list(self.notes(items))
            yield element(
                "unit",
                {"id": f"b{number}", "canResegment": "no", "type": f"oqy:{block.kind.value}"},
                element("mda:metadata", None, _group("block", {"level": str(block.level)})),
                *([element("notes", None, *notes)] if notes else []),
                *self.parts(block, items),
            )


def _notes(view: View) -> Iterator[Markup]:
    """The notes of the file: the warning, the review, and each fact."""
    if view.warning:
        yield element("note", {"category": "warning", "priority": "1"}, view.warning.english)
        yield element("note", {"category": "warning", "priority": "1"}, view.warning.local)
    yield element("note", {"category": "review", "priority": "1"}, view.review.english)
    yield element("note", {"category": "review", "priority": "1"}, view.review.local)
    for fact in view.facts:
        yield element("note", {"category": "provenance"}, f"{fact.label.english}: {fact.value.english}")


def render(view: View) -> bytes:
    """`view` as XLIFF in UTF-8."""
    document = view.translation.document
    made = {fact.key: fact.value.english for fact in view.facts}
    kept = {"title": document.title, "origin": document.origin, "date": document.date}
    units = list(_Units(view).units()) or [
        element("unit", {"id": "none"}, element("segment", None, element("source", None)))
    ]
    original = clean(document.origin) or None
    file = element(
        "file",
        {"id": "article", "original": original, "srcDir": "ltr", "trgDir": view.direction, "xml:space": "preserve"},
        element("mda:metadata", None, _group("provenance", made), _group("document", kept)),
        element("notes", None, *_notes(view)),
        Markup("\n"),
        join(units, "\n"),
    )
    root = {"xmlns": CORE, "xmlns:mda": METADATA, "version": "2.1", "srcLang": document.language, "trgLang": view.tag}
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + str(element("xliff", root, file)).encode() + b"\n"


@dataclass(frozen=True, slots=True)
class Read:
    """What an XLIFF file of ours holds: the source document, and each sentence with its translation."""

    document: Document
    units: tuple[Unit, ...]


def _block(unit: etree._Element) -> Block:
    """The block of a unit."""
    text = "".join(text_of(source, "cp", "hex") for source in unit.iterfind("*/x:source", _NAMES))
    level = unit.findtext("m:metadata/m:metaGroup/m:meta[@type='level']", "0", _NAMES)
    return Block(BlockKind((unit.get("type") or "").removeprefix("oqy:")), text, int(level))


def read(data: bytes) -> Read:
    """The document and sentences of an XLIFF file that `render` wrote, perhaps edited since; raises `InputError`."""
    root = parse(data)
    file = root.find("x:file", _NAMES)
    if file is None:
        raise InputError(detail="it is no XLIFF 2 file")
    path = "m:metadata/m:metaGroup[@category='document']/m:meta"
    kept = {line.get("type"): _read_spelt(line.text or "") for line in file.iterfind(path, _NAMES)}
    try:
        blocks = tuple(_block(unit) for unit in file.iterfind("x:unit[@type]", _NAMES))
    except ValueError as error:
        raise InputError(detail=f"it was not written by this program ({error})") from error
    document = Document(
        kept.get("title", ""), blocks, root.get("srcLang") or "en", kept.get("origin", ""), kept.get("date", "")
    )
    segments = file.iterfind("x:unit/x:segment[x:target]", _NAMES)
    return Read(document, tuple(_unit(segment) for segment in segments))


def _unit(segment: etree._Element) -> Unit:
    """A sentence read back."""
    source, target = (text_of(segment.find(f"x:{side}", _NAMES), "cp", "hex") for side in ("source", "target"))
    return Unit(source, target, segment.get("state") in {"reviewed", "final"})
