"""TBX-Basic: nothing is lost on the way out and back, and other programs' files are read."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.errors import GlossaryError
from webapp.glossary import Designation, Glossary, load, to_csv
from webapp.glossary_rules import KINDS, STATUSES
from webapp.tbx import from_tbx, to_tbx

SHIPPED = Path(__file__).parent.parent / "glossary.csv"

_letters = st.characters(codec="utf-8", categories=("Lu", "Ll", "Lo", "Nd", "Po", "Zs"), exclude_characters="|")
_text = st.text(_letters | st.sampled_from("<>&\"'\n;, "), max_size=12).map(str.strip)
_name = _text.filter(bool)
_english = st.from_regex(r"[A-Z][a-z]{1,8}( [A-Z][a-z]{1,8}){0,2}", fullmatch=True)
_list = st.lists(_name, max_size=2).map(tuple)
_dates = st.sampled_from([("", ""), ("1954", ""), ("1961-03-20", "1992-07"), ("", "2022-09-17")])


@st.composite
def _glossaries(draw: st.DrawFn) -> Glossary:
    rows = []
    for concept in range(draw(st.integers(1, 3))):
        for name_id in range(draw(st.integers(1, 3))):
            start, end = draw(_dates)
            rows.append(
                Designation(
                    f"c{concept}", f"n{name_id}", draw(_english), draw(st.sampled_from(KINDS)), draw(st.sampled_from(STATUSES)),
                    start, end, tuple(draw(st.lists(_english, max_size=2))), draw(_text), draw(_text), draw(_text),
                    draw(_list), draw(_list), draw(_list), draw(_text), draw(_text), draw(_text), draw(_text), draw(_text), draw(_text),
                )
            )  # fmt: skip
    return load(to_csv(Glossary.of(rows)))


@settings(max_examples=60, deadline=None)
@given(_glossaries())
def test_round_trip(glossary: Glossary) -> None:
    assert from_tbx(to_tbx(glossary)) == glossary
    assert load(to_csv(glossary)) == glossary


def test_shipped_glossary_round_trip() -> None:
    glossary = load(SHIPPED)
    back = from_tbx(to_tbx(glossary))
    assert back == glossary
    assert back.sha256 == glossary.sha256


def test_header_and_entries_are_tbx_basic() -> None:
    data = to_tbx(load(SHIPPED)).decode()
    assert data.startswith("<?xml version='1.0' encoding='UTF-8'?>\n<tbx ")
    assert 'type="TBX-Basic"' in data and 'style="dca"' in data and "urn:iso:std:iso:30042:ed-2" in data
    assert data.count("<conceptEntry ") == len(load(SHIPPED).concepts)


def test_reads_a_foreign_martif_file() -> None:
    data = """<?xml version="1.0"?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en"><text><body>
<termEntry id="Term 7"><descrip type="subjectField">politics</descrip>
<langSet xml:lang="en-US"><tig><term>Ghulja</term></tig><tig><term>Kulja</term></tig></langSet>
<langSet xml:lang="kk"><ntig><termGrp><term>Құлжа</term></termGrp></ntig>
<tig><term>Гулжа</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig></langSet>
</termEntry></body></text></martif>""".encode()
    (row,) = from_tbx(data).designations
    assert (row.concept, row.en, row.en_variants, row.kk, row.kk_avoid) == ("term-7", "Ghulja", ("Kulja",), "Құлжа", ("Гулжа",))
    assert row.kind == "term"


_LEAK = b"""<!DOCTYPE tbx [<!ENTITY leak SYSTEM "file:///etc/passwd">]>
<tbx><text><body><conceptEntry id="c.a">
<langSec xml:lang="en"><termSec><term>Name &leak;</term></termSec></langSec>
</conceptEntry></body></text></tbx>"""


@pytest.mark.parametrize("data", [b"<tbx", b"<tbx/>", b"", b"\xff\xfe", _LEAK, b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'])
def test_broken_files_and_entities_are_refused(data: bytes) -> None:
    with pytest.raises(GlossaryError):
        from_tbx(data)
