"""Elements of XML and HTML as text: escaped, in the order given, without a tree in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from markupsafe import Markup, escape

from webapp.export.clean import ILLEGAL

Attributes = Mapping[str, str | None]
"""Attribute values by name; None leaves the attribute out."""


def _start(name: str, attributes: Attributes) -> str:
    """A tag without its closing bracket. Line ends and tabs in values are kept by character references."""
    parts = [name]
    for key, value in attributes.items():
        if value is not None:
            quoted = str(escape(str(value))).replace("\t", "&#9;").replace("\n", "&#10;").replace("\r", "&#13;")
            parts.append(f'{key}="{quoted}"')
    return " ".join(parts)


def element(name: str, attributes: Attributes | None = None, *children: str) -> Markup:
    """`<name …>children</name>`; a plain string among the children is escaped, `Markup` is kept."""
    inner = "".join(escape(child) for child in children)
    return Markup(f"<{_start(name, attributes or {})}>{inner}</{name}>")


def empty(name: str, attributes: Attributes | None = None) -> Markup:
    """`<name …/>`, as XML needs and HTML allows for its void elements."""
    return Markup(f"<{_start(name, attributes or {})}/>")


def join(parts: Iterable[str], between: str = "") -> Markup:
    """The parts one after the other; plain strings are escaped."""
    return Markup(between).join(parts)


def coded(text: str, code: Callable[[str], Markup]) -> Markup:
    """`text` exactly: what XML forbids goes through `code`, a carriage return becomes a character reference."""
    parts: list[Markup] = []
    at = 0
    for match in ILLEGAL.finditer(text):
        parts += [escape(text[at : match.start()]), code(match.group())]
        at = match.end()
    parts.append(escape(text[at:]))
    return Markup("").join(parts).replace("\r", Markup("&#13;"))
