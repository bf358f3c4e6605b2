import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from webapp.document import Block, BlockKind, Document, Segment, TranslatedSegment
from webapp.errors import EngineError, OqyrmanError
from webapp.jobs import Jobs
from webapp.pipeline import Work
from webapp.segment import segment
from webapp.store import Store


def prepared(folder: Path, count: int = 20) -> tuple[Store, int, tuple[Segment, ...]]:
    store = Store(folder)
    document = Document("", tuple(Block(BlockKind.PARAGRAPH, f"Sentence {n}.") for n in range(count)))
    segments = segment(document)
    return store, store.add(document, segments), segments


def shout(segments: list[Segment]) -> Iterator[TranslatedSegment]:
    for item in segments:
        yield TranslatedSegment(item, item.text.upper())


def test_every_sentence_comes_and_is_kept(tmp_path: Path) -> None:
    store, article, segments = prepared(tmp_path)
    job = Jobs(store).start(article, "p", segments, lambda: shout)
    assert sorted(item.segment.index for item in job.results() if item) == list(range(20))
    assert len(store.kept("p", segments)) == 20


def test_a_job_that_died_is_taken_up_where_it_was(tmp_path: Path) -> None:
    store, article, segments = prepared(tmp_path)

    def dies(items: list[Segment]) -> Iterator[TranslatedSegment]:
        yield from shout(items[:10])
        raise EngineError(detail="out of memory")

    with pytest.raises(EngineError):
        list(Jobs(store).start(article, "p", segments, lambda: dies).results())
    kept = len(store.kept("p", segments))
    assert kept >= 8
    asked: list[int] = []

    def again(items: list[Segment]) -> Iterator[TranslatedSegment]:
        asked.append(len(items))
        yield from shout(items)

    list(Jobs(store).start(article, "p", segments, lambda: again).results())
    assert asked == [20 - kept] and len(store.kept("p", segments)) == 20


def test_two_readers_share_one_job(tmp_path: Path) -> None:
    store, article, segments = prepared(tmp_path)
    gate = threading.Event()
    started: list[int] = []

    def slow() -> Work:
        def work(items: list[Segment]) -> Iterator[TranslatedSegment]:
            started.append(1)
            gate.wait(5)
            yield from shout(items)

        return work

    jobs = Jobs(store)
    one, two = (jobs.start(article, "p", segments, slow) for _ in range(2))
    gate.set()
    assert one is two and len(list(one.results())) == 20 and started == [1]


def test_a_program_error_reaches_the_reader_as_a_sentence(tmp_path: Path) -> None:
    store, article, segments = prepared(tmp_path)

    def broken(items: list[Segment]) -> Iterator[TranslatedSegment]:
        raise ZeroDivisionError("division by zero")
        yield

    with pytest.raises(OqyrmanError, match="division by zero"):
        list(Jobs(store).start(article, "p", segments, lambda: broken).results())


def test_a_failure_is_seen_before_it_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page without JavaScript asks for itself every three seconds: each time a new job would hide the failure for ever."""
    store, article, segments = prepared(tmp_path)
    tries: list[int] = []

    def broken(items: list[Segment]) -> Iterator[TranslatedSegment]:
        tries.append(1)
        raise ZeroDivisionError
        yield

    jobs = Jobs(store)
    first = jobs.start(article, "p", segments, lambda: broken)
    with pytest.raises(OqyrmanError):
        list(first.results())
    assert jobs.start(article, "p", segments, lambda: broken) is first
    monkeypatch.setattr("webapp.jobs.RETRY", 0.0)
    again = jobs.start(article, "p", segments, lambda: broken)
    with pytest.raises(OqyrmanError):
        list(again.results())
    assert tries == [1, 1]


def test_waiting_says_that_it_waits(tmp_path: Path) -> None:
    store, article, segments = prepared(tmp_path, 1)
    gate = threading.Event()

    def slow(items: list[Segment]) -> Iterator[TranslatedSegment]:
        gate.wait(5)
        yield from shout(items)

    results = Jobs(store).start(article, "p", segments, lambda: slow).results(timeout=0.05)
    assert next(results) is None
    gate.set()
    assert any(item and item.text == "SENTENCE 0." for item in results)


def test_a_deleted_article_leaves_nothing_in_memory(tmp_path: Path) -> None:
    store, article, segments = prepared(tmp_path)
    jobs = Jobs(store)
    list(jobs.start(article, "p", segments, lambda: shout).results())
    jobs.forget(article)
    assert not jobs._jobs
