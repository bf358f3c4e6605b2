"""The glossary as TBX-Basic, and back, without loss.

ISO 30042:2019, TermBase eXchange, dialect TBX-Basic in the DCA style (data
categories as values of `type`); data categories after the dialect's own list
(LTAC/TerminOrgs, TBX-Basic specification, 2019). A concept is a `conceptEntry`
with a `langSec` for each language. A designation is one `termSec` in every
language; the `<admin type="projectSubset">` in it holds its id, which joins its
names across the languages, since TBX-Basic itself has no such link. Statuses,
dates, notes and sources that TBX-Basic has no category for are `<note>`s of the
English term, one a column: "valid_from: 2019-03-23".

Files of other programs are read as far as they go, TBX version 2 (`martif`) too:
the first preferred term of each language makes a designation, further English
terms are variants, deprecated ones are spellings to avoid.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from webapp.errors import GlossaryError
from webapp.glossary import Designation, Glossary, from_cells
from webapp.glossary_rules import COLUMNS, DEFAULTS, LIST_COLUMNS

NAMESPACE: Final = "urn:iso:std:iso:30042:ed-2"
_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_LANGUAGES: Final = ("en", "kk", "ru", "ug")
_SAID_ELSEWHERE: Final = LIST_COLUMNS | {"concept", "name_id", "en", "kk", "ru", "ug"}
_NOTE_COLUMNS: Final = tuple(column for column in COLUMNS if column not in _SAID_ELSEWHERE)
_NOTE: Final = re.compile(rf"({'|'.join(_NOTE_COLUMNS)}): (.*)", re.DOTALL)
_STATUS: Final = {
    "community": "preferredTerm-admn-sts",
    "official": "preferredTerm-admn-sts",
    "neutral": "admittedTerm-admn-sts",
    "disputed": "admittedTerm-admn-sts",
    "former": "supersededTerm-admn-sts",
    "historical": "supersededTerm-admn-sts",
}
_STATUS_BACK: Final = {"supersededTerm-admn-sts": "former", "admittedTerm-admn-sts": "neutral", "preferredTerm-admn-sts": "neutral"}
_AVOID: Final = "deprecatedTerm-admn-sts"
_VARIANT: Final = "variant"
_ID: Final = re.compile(r"[^a-z0-9._-]+")


def to_tbx(glossary: Glossary) -> bytes:
    """The glossary as a TBX-Basic file (UTF-8)."""
    root = etree.Element("tbx", {"style": "dca", "type": "TBX-Basic", _LANG: "en"}, nsmap={None: NAMESPACE})
    header = etree.SubElement(etree.SubElement(root, "tbxHeader"), "fileDesc")
    etree.SubElement(etree.SubElement(header, "titleStmt"), "title").text = "Oqyrman glossary of contested names"
    etree.SubElement(etree.SubElement(header, "sourceDesc"), "p").text = f"Oqyrman, glossary.csv, SHA-256 {glossary.sha256}"
    body = etree.SubElement(etree.SubElement(root, "text"), "body")
    for concept in glossary.concepts:
        entry = etree.SubElement(body, "conceptEntry", {"id": f"c.{concept.id}"})
        etree.SubElement(entry, "descrip", {"type": "subjectField"}).text = concept.kind
        for language in _LANGUAGES:
            _language(entry, language, concept.designations)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def from_tbx(data: bytes) -> Glossary:
    """A glossary from a TBX file; raises GlossaryError with the line where something is wrong."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise GlossaryError(line=error.lineno or 1, column="TBX", detail=f"not well-formed XML: {error.msg}") from error
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        raise GlossaryError(line=1, column="TBX", detail="the file declares entities, which are not read; save it without them")
    entries = [item for item in root.iter() if _tag(item) in ("conceptEntry", "termEntry")]
    if not entries:
        raise GlossaryError(line=1, column="TBX", detail="there is no conceptEntry in this file")
    return from_cells([row for number, entry in enumerate(entries, 1) for row in _rows(entry, number)])


def _language(entry: etree._Element, language: str, rows: tuple[Designation, ...]) -> None:
    """The langSec of one language, left out where no designation has a name in it."""
    section = etree.Element("langSec", {_LANG: language})
    for row in rows:
        name = row.name(language)
        if name:
            _term(section, row, name, {"administrativeStatus": _STATUS[row.status], "termType": "fullForm"}, _notes(row) if language == "en" else {})
        for variant in row.en_variants if language == "en" else row.also(language):
            _term(section, row, variant, {"administrativeStatus": _STATUS[row.status], "termType": _VARIANT}, {})
        if language != "en":
            for wrong in row.avoid(language):
                _term(section, row, wrong, {"administrativeStatus": _AVOID}, {})
    if len(section):
        entry.append(section)


def _term(section: etree._Element, row: Designation, name: str, term_notes: dict[str, str], notes: dict[str, str]) -> None:
    term = etree.SubElement(section, "termSec")
    etree.SubElement(term, "term").text = name
    for kind, value in term_notes.items():
        etree.SubElement(term, "termNote", {"type": kind}).text = value
    etree.SubElement(term, "admin", {"type": "projectSubset"}).text = row.name_id
    for column, value in notes.items():
        language = column.removeprefix("note_")
        note = etree.SubElement(term, "note", {_LANG: language} if language in _LANGUAGES else {})
        note.text = f"{column}: {value}"


def _notes(row: Designation) -> dict[str, str]:
    return {column: value for column, value in row.cells().items() if column in _NOTE_COLUMNS and value}


def _tag(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _texts(element: etree._Element, tag: str, kind: str = "") -> list[str]:
    """The texts of all descendants with a tag and, where asked for, a type."""
    return ["".join(item.itertext()) for item in element.iter() if _tag(item) == tag and (not kind or item.get("type") == kind)]


def _terms(entry: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """Every term of a concept with its language, in order."""
    for section in entry:
        if _tag(section) in ("langSec", "langSet"):
            language = (section.get(_LANG) or section.get("lang") or "").lower()[:2]
            yield from ((language, item) for item in section.iter() if _tag(item) in ("termSec", "tig", "ntig"))


def _rows(entry: etree._Element, number: int) -> list[tuple[int, dict[str, str]]]:
    """The designations of one concept as cells, in the order of their first English term."""
    concept = _slug(str(entry.get("id") or "").removeprefix("c."), f"concept-{number}")
    kind = next(iter(_texts(entry, "descrip", "subjectField")), "").strip()
    rows: dict[str, tuple[int, dict[str, str]]] = {}
    for language, term in _terms(entry):
        name = next(iter(_texts(term, "term")), "").strip()
        if language not in _LANGUAGES or not name:
            continue
        own = next(iter(_texts(term, "admin", "projectSubset")), "").strip()
        key = own if _slug(own, "") == own and own else "name-1"
        line = term.sourceline or 1
        _, row = rows.setdefault(key, (line, DEFAULTS | {"concept": concept, "name_id": key, "kind": _kind(kind)}))
        status = next(iter(_texts(term, "termNote", "administrativeStatus")), "").strip()
        _add(row, language, name, status, next(iter(_texts(term, "termNote", "termType")), "").strip())
        for note in _texts(term, "note"):
            found = _NOTE.fullmatch(note)
            if found:
                row[found.group(1)] = found.group(2)
            elif not row[f"note_{language}"]:
                row[f"note_{language}"] = note.strip()
    return list(rows.values())


def _add(row: dict[str, str], language: str, name: str, status: str, term_type: str) -> None:
    """Put a term into the cell that its language, status and type ask for."""
    column = language
    if language != "en" and status == _AVOID:
        column = f"{language}_avoid"
    elif language != "en" and term_type == _VARIANT:
        column = f"{language}_also"
    elif language == "en" and (row["en"] or term_type == _VARIANT or status == _AVOID):
        column = "en_variants"
    elif row[language]:
        return
    if column == "en" and row["status"] == "neutral":
        row["status"] = _STATUS_BACK.get(status, "neutral")
    row[column] = "|".join(part for part in (row[column], name) if part) if column in LIST_COLUMNS else name


def _kind(subject: str) -> str:
    return subject if subject in ("region", "city", "country", "people", "institution", "event", "term", "person") else DEFAULTS["kind"]


def _slug(text: str, default: str) -> str:
    return _ID.sub("-", text.casefold()).strip("-._") or default
