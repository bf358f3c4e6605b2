"""Plain text: a paragraph a line, blank lines between, for pasting anywhere."""

from __future__ import annotations

from collections.abc import Iterator

from webapp.document import BlockKind
from webapp.export.clean import marked
from webapp.export.provenance import Said
from webapp.export.rows import Pair, Row
from webapp.export.view import View

_RULES = {1: "="}
_FRONTS = {BlockKind.QUOTATION: "> "}


def _front(row: Row) -> str:
    """What stands before a block's text to say what it is."""
    if row.kind is BlockKind.LIST_ITEM:
        return "  " * (max(row.level, 1) - 1) + "• "
    return _FRONTS.get(row.kind, "")


def _numbers(pair: Pair) -> str:
    """The numbers of a sentence's notes."""
    return "".join(f" [{note.number}]" for note in pair.notes)


def _text(row: Row) -> str:
    """A translated block on one line, with its notes' numbers."""
    return "".join((" " if pair.gap else "") + pair.text + _numbers(pair) for pair in row.pairs)


class _Page:
    """The lines of one file."""

    def __init__(self, view: View) -> None:
        self.view = view

    def local(self, text: str) -> str:
        """A line of the translation, standing in its own direction."""
        return marked(text, self.view.direction)

    def both(self, text: Said) -> str:
        """A sentence in the language of the translation, and the English one under it."""
        return "\n".join([*([self.local(text.local)] if text.local else []), text.english])

    def block(self, row: Row, text: str, local: bool = True) -> str:
        """One block of text as it is set."""
        line = _front(row) + text
        line = self.local(line) if local else line
        if row.kind is BlockKind.HEADING and text:
            line += "\n" + _RULES.get(row.level, "-") * min(max(len(text), 3), 72)
        return line

    def body(self) -> Iterator[str]:
        """The article in the layout asked for; two columns make no sense here, so paragraphs alternate."""
        for row in self.view.rows:
            if self.view.layout == "translation":
                yield self.block(row, _text(row)) if row.pairs else ""
            elif self.view.layout == "side-by-side":
                yield self.block(row, row.source, local=False)
                yield self.block(row, _text(row)) if row.pairs else ""
            else:
                for pair in row.pairs:
                    text = pair.text + _numbers(pair)
                    yield _front(row) + pair.source + "\n" + self.block(row, text)

    def section(self, key: str, *parts: str) -> Iterator[str]:
        """A section after the text."""
        said = self.view.say(key)
        yield "* * *"
        yield self.local(said.local) + f"\n{said.english}"
        yield from parts

    def after(self) -> Iterator[str]:
        """Notes, names, source and provenance."""
        if self.view.notes:
            yield from self.section("notes", *(f"[{n.number}]\n{self.both(n.text)}" for n in self.view.notes))
        if self.view.names:
            lines = (
                f"{name.written} → {name.target} ({name.status.local}; {name.status.english})"
                + (f"\n{name.why}" if name.why else "")
                for name in self.view.names
            )
            yield from self.section("names", *lines)
        if self.view.source_after:
            yield from self.section(
                "source_text", *(self.block(row, row.source, False) for row in self.view.rows if row.source)
            )
        yield from self.section("about", *map(self.fact, range(len(self.view.facts))))

    def fact(self, at: int) -> str:
        """One line of provenance, in both languages."""
        fact = self.view.facts[at]
        lines = [f"{fact.label.local}: {fact.value.local}", f"{fact.label.english}: {fact.value.english}"]
        return "\n".join([self.local(lines[0]), lines[1]])

    def parts(self) -> Iterator[str]:
        """The whole file, part by part."""
        if self.view.warning:
            yield self.both(self.view.warning)
        yield self.both(self.view.review)
        yield from self.body()
        yield from self.after()


def render(view: View) -> bytes:
    """`view` as UTF-8 text with Unix line ends."""
    return ("\n\n".join(part for part in _Page(view).parts() if part.strip()) + "\n").encode()
