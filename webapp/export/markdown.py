"""Markdown (CommonMark with GitHub's tables and footnotes), with the provenance as YAML front matter."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Final

from webapp.document import BlockKind
from webapp.export.html import dublin_core
from webapp.export.provenance import Said
from webapp.export.rows import Pair, Row
from webapp.export.view import View

_INLINE: Final = re.compile(r"([\\`*_\[\]<>|~&$])")
_START: Final = re.compile(r"^([#+\-=:])|^(\d{1,9})([.)])")


def escaped(text: str) -> str:
    """`text` that Markdown shows as it is, also at the beginning of a line."""
    safe = _INLINE.sub(r"\\\1", text)
    return _START.sub(lambda m: f"\\{m[1]}" if m[1] else f"{m[2]}\\{m[3]}", safe)


def _numbers(pair: Pair) -> str:
    """The footnote marks of a sentence."""
    return "".join(f"[^{note.number}]" for note in pair.notes)


def _text(row: Row) -> str:
    """A translated block on one line, with its footnote marks."""
    joined = [((" " if pair.gap else ""), pair) for pair in row.pairs]
    line = "".join(gap + _INLINE.sub(r"\\\1", pair.text) + _numbers(pair) for gap, pair in joined)
    return _START.sub(lambda m: f"\\{m[1]}" if m[1] else f"{m[2]}\\{m[3]}", line)


def _depths(rows: tuple[Row, ...]) -> dict[int, int]:
    """The depth of each list item by its row's number: never more than one below the item before it.

    Deeper, Markdown would take the item for code.
    """
    made: dict[int, int] = {}
    depth = 0
    for row in rows:
        depth = min(max(row.level, 1), depth + 1) if row.kind is BlockKind.LIST_ITEM else 0
        made[row.number] = depth
    return made


def _block(row: Row, text: str, depth: int = 1) -> str:
    """A block's text with the mark of its kind; `depth` is that of a list item."""
    marks = {
        BlockKind.HEADING: "#" * min(max(row.level, 1), 6) + " ",
        BlockKind.QUOTATION: "> ",
        BlockKind.LIST_ITEM: "  " * (depth - 1) + "- ",
    }
    return f"*{text}*" if row.kind is BlockKind.CAPTION and text else marks.get(row.kind, "") + text


def _cell(row: Row, text: str) -> str:
    """A block's text in a table cell, where no mark of a kind is read."""
    if row.kind is BlockKind.HEADING:
        return f"**{text}**"
    return {BlockKind.LIST_ITEM: "• ", BlockKind.QUOTATION: "> "}.get(row.kind, "").replace(">", "\\>") + text


class _Page:
    """The parts of one file."""

    def __init__(self, view: View) -> None:
        self.view = view

    def local(self, *parts: str) -> Iterator[str]:
        """Parts in the language of the translation; right to left they stand in an element that says so."""
        if self.view.direction == "rtl":
            yield from (f'<div lang="{self.view.tag}" dir="rtl">', *parts, "</div>")
        else:
            yield from parts

    def both(self, text: Said, front: str = "") -> Iterator[str]:
        """A sentence in the language of the translation, and in English after it."""
        if text.local:
            yield from self.local(front + escaped(text.local))
        yield front + escaped(text.english)

    def front(self) -> str:
        """The front matter: Dublin Core and every fact, as YAML (each value a JSON string, which YAML reads)."""
        pairs = [*dublin_core(self.view), *((fact.key, fact.value.english) for fact in self.view.facts)]
        merged = {key: value for key, value in pairs if value and key != "description"}
        return "\n".join(["---", *(f"{k}: {json.dumps(v, ensure_ascii=False)}" for k, v in merged.items()), "---"])

    def body(self) -> Iterator[str]:
        """The article in the layout asked for."""
        if self.view.layout == "translation":
            rows = tuple(row for row in self.view.rows if row.pairs)
            depths = _depths(rows)
            yield from self.local(*(_block(row, _text(row), depths[row.number]) for row in rows))
        elif self.view.layout == "side-by-side":
            source, target = self.view.say("source_text").english, self.view.say("translation").local
            lines = [f"| {source} | {target} |", "| --- | --- |"]
            for row in self.view.rows:
                lines.append(f"| {_cell(row, escaped(row.source))} | {_cell(row, _text(row)) if row.pairs else ''} |")
            yield "\n".join(lines)
        else:
            for row in self.view.rows:
                for pair in row.pairs:
                    yield _block(row, escaped(pair.source))
                    yield from self.local(_block(row, escaped(pair.text) + _numbers(pair)))

    def section(self, key: str, *parts: str) -> Iterator[str]:
        """A section after the text."""
        yield from self.both(self.view.say(key), "## ")
        yield from parts

    def after(self) -> Iterator[str]:
        """Notes, names, source and provenance."""
        for note in self.view.notes:
            yield f"[^{note.number}]: " + " — ".join(filter(None, map(escaped, (note.text.local, note.text.english))))
        if self.view.names:
            keys = ("in_source", "in_translation", "remark")
            lines = ["| " + " | ".join(self.view.say(key).english for key in keys) + " |", "| --- | --- | --- |"]
            for name in self.view.names:
                remark = "; ".join(filter(None, (name.status.local, name.status.english, name.why)))
                lines.append(f"| {escaped(name.written)} | {escaped(name.target)} | {escaped(remark)} |")
            yield from self.section("names", "\n".join(lines))
        if self.view.source_after:
            rows = tuple(row for row in self.view.rows if row.source)
            depths = _depths(rows)
            blocks = (_block(row, escaped(row.source), depths[row.number]) for row in rows)
            yield from self.section("source_text", *blocks)
        facts = [
            f"- {escaped(fact.label.local)} / {escaped(fact.label.english)}: "
            + escaped(fact.value.english if fact.plain else f"{fact.value.local} / {fact.value.english}")
            for fact in self.view.facts
        ]
        yield from self.section("about", "\n".join(facts))

    def parts(self) -> Iterator[str]:
        """The whole file, part by part."""
        yield self.front()
        if self.view.warning:
            yield from self.both(self.view.warning, "> ")
        yield from self.both(self.view.review)
        yield from self.body()
        yield from self.after()


def render(view: View) -> bytes:
    """`view` as UTF-8 Markdown."""
    return ("\n\n".join(part for part in _Page(view).parts() if part.strip()) + "\n").encode()
