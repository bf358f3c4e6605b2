"""Any document survives JSON, TMX and XLIFF."""

from __future__ import annotations

import math

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.export.samples import article, hard
from webapp.document import (
    Block,
    BlockKind,
    Document,
    Finding,
    Mention,
    MentionStatus,
    PackageInfo,
    Provenance,
    Segment,
    TranslatedSegment,
    Translation,
)
from webapp.errors import InputError
from webapp.export import ExportOptions, export, tmx, xliff
from webapp.export.json import from_json

ANY = st.text(st.characters(exclude_categories=()) | st.sampled_from("\x00\x1f\ufffe\r\n\t\u202e\\<&\"'\U0001f600"), max_size=20)
"""Any text: lone surrogates, controls and all."""
SPACE = st.text(st.sampled_from(" \n\t\r\u00a0"), max_size=3)
PLACE = st.integers(-1, 50)
MENTIONS = st.builds(Mention, ANY, ANY, ANY, ANY, st.sampled_from(MentionStatus), ANY, PLACE, PLACE, PLACE, PLACE)
FINDINGS = st.builds(Finding, ANY, ANY, st.lists(ANY, max_size=2).map(tuple))
SCORES = st.floats(max_value=0, allow_nan=False)
PACKAGES = st.builds(
    PackageInfo, st.just("en"), ANY, ANY, ANY, ANY, st.lists(st.tuples(ANY, SCORES), max_size=2).map(tuple), st.booleans()
)


@st.composite
def translations(draw: st.DrawFn) -> Translation:
    """Any translation whose segments make up its blocks, as `webapp.segment` promises."""
    blocks: list[Block] = []
    segments: list[TranslatedSegment] = []
    for kind in draw(st.lists(st.sampled_from(BlockKind), max_size=4)):
        text = ""
        for _ in range(draw(st.integers(0, 3))):
            source = Segment(len(segments), len(blocks), draw(ANY), draw(SPACE), draw(SPACE))
            text += source.before + source.text + source.after
            translated = draw(ANY) if source.text else ""
            details = (draw(SCORES), draw(st.lists(FINDINGS, max_size=2).map(tuple)), draw(st.lists(MENTIONS, max_size=2).map(tuple)))
            segments.append(TranslatedSegment(source, translated, *details, draw(st.booleans())))
        blocks.append(Block(kind, text, draw(st.integers(0, 6))))
    document = Document(draw(ANY), tuple(blocks), "en", draw(ANY), draw(ANY))
    made = Provenance(draw(ANY), draw(PACKAGES), draw(ANY), draw(ANY), draw(ANY))
    options = draw(st.lists(st.tuples(ANY, ANY), max_size=2).map(tuple))
    return Translation(document, draw(st.sampled_from(["kk", "ru", "ug"])), tuple(segments), made, options)


quick = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@quick
@given(translations())
def test_json(translation: Translation) -> None:
    """JSON gives the very same translation back."""
    assert from_json(export(translation, "json", ExportOptions())) == translation


@quick
@given(translations())
def test_tmx(translation: Translation) -> None:
    """TMX gives every sentence and its translation back, exactly."""
    units = tmx.read(export(translation, "tmx", ExportOptions()))
    expected = [item for item in translation.segments if item.segment.text]
    assert [(unit.source, unit.target, unit.reviewed) for unit in units] == [
        (item.segment.text, item.text, item.reviewed) for item in expected
    ]


@quick
@given(translations())
def test_xliff(translation: Translation) -> None:
    """XLIFF gives the document back, and every sentence and its translation."""
    read = xliff.read(export(translation, "xliff", ExportOptions()))
    assert read.document == translation.document
    expected = [item for item in translation.segments if item.segment.text]
    assert [(unit.source, unit.target, unit.reviewed) for unit in read.units] == [
        (item.segment.text, item.text, item.reviewed) for item in expected
    ]


@pytest.mark.parametrize("fmt", ["txt", "md", "html", "docx", "odt", "epub", "pdf", "csv", "tsv"])
def test_anything_can_be_shown(fmt: str) -> None:
    """No translation whatever makes an exporter fail."""

    @settings(max_examples=5 if fmt == "pdf" else 15, deadline=None, suppress_health_check=list(HealthCheck))
    @given(translations(), st.sampled_from(["translation", "side-by-side", "interlinear"]))
    def check(translation: Translation, layout: str) -> None:
        assert export(translation, fmt, ExportOptions(layout=layout, names_appendix=True))

    check()


@pytest.mark.parametrize("target", ["kk", "ug"])
@pytest.mark.parametrize("script", ["arab", "latn", "cyrl"])
def test_json_in_another_script_gives_the_original_back(target: str, script: str) -> None:
    """The script asked for is in `text`; reading gives what the engine made."""
    translation = article(target)
    data = export(translation, "json", ExportOptions(script=script))
    assert from_json(data) == translation


def test_json_carries_scores_that_are_no_numbers() -> None:
    """A score of minus infinity is carried as a word."""
    base = hard()
    odd = Translation(
        base.document, "ug", (TranslatedSegment(base.segments[0].segment, "x", -math.inf),), base.provenance
    )
    assert from_json(export(odd, "json", ExportOptions())) == odd


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b'{"format": "oqyrman-translation", "version": 2}', b"\xff", b"[" * 100_000])
def test_json_of_something_else_is_refused(data: bytes) -> None:
    """What is no export raises what a reader understands."""
    with pytest.raises(InputError):
        from_json(data)
