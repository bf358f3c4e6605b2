"""TMX 1.4b: a translation memory for a translator's workbench, and for reading back.

A unit a sentence, exactly as it was made. What XML forbids stands as
`<ph type="x-cp">U+0007</ph>`, so that nothing is lost. The provenance is in the
header's `prop` elements, each unit's in its own. There is no DOCTYPE, so that
no reader looks for a DTD.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree
from markupsafe import Markup

from webapp.errors import InputError
from webapp.export.clean import ILLEGAL
from webapp.export.files import stamp
from webapp.export.markup import coded, element, join
from webapp.export.rows import Pair
from webapp.export.view import View


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence and its translation read back."""

    source: str
    target: str
    reviewed: bool = False


def _code(character: str) -> Markup:
    """A character that XML forbids, as a placeholder."""
    return element("ph", {"type": "x-cp"}, f"U+{ord(character):04X}")


def _prop(name: str, text: str) -> Markup:
    """A property; what XML forbids is replaced, since it may hold no elements."""
    return element("prop", {"type": f"x-{name}"}, ILLEGAL.sub("\ufffd", text))


def _unit(pair: Pair, view: View) -> Markup:
    """The unit of a sentence."""
    item = pair.item
    notes = (element("note", {"xml:lang": "en"}, note.text.english) for note in pair.notes)
    made = element("seg", None, coded(pair.exact, _code))
    by = "person" if item.reviewed else "machine"
    return element(
        "tu",
        {"tuid": str(item.segment.index), "segtype": "sentence", "datatype": "plaintext"},
        *notes,
        _prop("score", f"{item.score:.6f}"),
        _prop("reviewed", "yes" if item.reviewed else "no"),
        element(
            "tuv",
            {"xml:lang": view.translation.document.language},
            element("seg", None, coded(item.segment.text, _code)),
        ),
        element("tuv", {"xml:lang": view.tag, "creationid": by}, made),
    )


def _header(view: View) -> Iterator[Markup]:
    """Notes and properties that say what made this memory."""
    if view.warning:
        yield element("note", {"xml:lang": "en"}, view.warning.english)
        yield element("note", {"xml:lang": view.tag}, view.warning.local)
    yield element("note", {"xml:lang": "en"}, view.review.english)
    yield element("note", {"xml:lang": view.tag}, view.review.local)
    yield from (_prop(fact.key, fact.value.english) for fact in view.facts)


def render(view: View) -> bytes:
    """`view` as TMX in UTF-8."""
    header = {
        "creationtool": "Oqyrman",
        "creationtoolversion": "1",
        "segtype": "sentence",
        "o-tmf": "Oqyrman",
        "adminlang": "en",
        "srclang": view.translation.document.language,
        "datatype": "plaintext",
        "creationdate": stamp(view.translation).strftime("%Y%m%dT%H%M%SZ"),
    }
    units = (_unit(pair, view) for row in view.rows for pair in row.pairs)
    body = element("body", None, Markup("\n"), join(units, "\n"), Markup("\n"))
    page = element("tmx", {"version": "1.4"}, Markup("\n"), element("header", header, *_header(view)), body)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + str(page).encode() + b"\n"


def parse(data: bytes) -> etree._Element:
    """The root of an XML file, with no entity, DTD or address of it ever opened; raises `InputError`."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise InputError(detail=f"it is not well-formed XML ({error})") from error


def text_of(holder: etree._Element | None, tag: str, value: str) -> str:
    """The text of an element whose `tag` children stand for characters: attribute `value`, or text where it is ""."""
    if holder is None:
        return ""
    parts = [holder.text or ""]
    for child in holder.iterchildren(etree.Element):
        code = (child.get(value) if value else child.text) or ""
        if etree.QName(child).localname == tag and code:
            parts.append(chr(int(code.removeprefix("U+"), 16)))
        else:
            parts.append(text_of(child, tag, value))
        parts.append(child.tail or "")
    return "".join(parts)


def read(data: bytes) -> tuple[Unit, ...]:
    """The units of a TMX file in its order, the first language being the source; raises `InputError`."""
    units: list[Unit] = []
    for unit in parse(data).iterfind("body/tu"):
        sides = [text_of(side.find("seg"), "ph", "") for side in unit.iterfind("tuv")]
        if len(sides) < 2:
            raise InputError(detail="a unit of this translation memory has only one language")
        units.append(Unit(sides[0], sides[1], unit.findtext("prop[@type='x-reviewed']") == "yes"))
    return tuple(units)
