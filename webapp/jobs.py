"""Long work in the background: translating an article while its reader begins to read.

A job is an article in one language under one settings key. What it has done is
in the store, so a job that dies with the program is taken up where it was the
next time the article is opened.
"""

from __future__ import annotations

import atexit
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from webapp.document import Segment, TranslatedSegment
from webapp.errors import OqyrmanError
from webapp.pipeline import Work
from webapp.store import Store

KEEP_EVERY = 8
"""Sentences after which what is done is written to the store."""
RETRY = 10.0
"""Seconds after which a job that failed may be started again."""


class Shelf(Protocol):
    """Where a job finds what was translated before, and puts what it translates."""

    def kept(self, segments: Iterable[Segment]) -> Mapping[int, TranslatedSegment]:
        """The translations at hand, by the segment's index."""
        ...

    def keep(self, items: Iterable[TranslatedSegment]) -> None:
        """Keep translations."""
        ...


@dataclass(frozen=True)
class StoreShelf:
    """The store's translations under one settings key."""

    store: Store
    settings: str

    def kept(self, segments: Iterable[Segment]) -> Mapping[int, TranslatedSegment]:
        """As `Store.kept`."""
        return self.store.kept(self.settings, segments)

    def keep(self, items: Iterable[TranslatedSegment]) -> None:
        """As `Store.keep`."""
        self.store.keep(self.settings, items)


@dataclass
class Job:
    """One article's translation in progress: the sentences done so far, whether it ended, how, and when (by the monotonic clock)."""

    done: dict[int, TranslatedSegment] = field(default_factory=dict)
    finished: bool = False
    error: OqyrmanError | None = None
    ended: float = 0.0
    changed: threading.Condition = field(default_factory=threading.Condition)

    def results(self, timeout: float = 15.0) -> Iterator[TranslatedSegment | None]:
        """Every sentence as it comes, and None whenever `timeout` seconds pass without one. Raises the job's error."""
        sent: set[int] = set()
        while True:
            with self.changed:
                ready = self.changed.wait_for(lambda: len(self.done) > len(sent) or self.finished, timeout)
                fresh = [item for index, item in self.done.items() if index not in sent]
                finished, error = self.finished, self.error
            for item in fresh:
                sent.add(item.segment.index)
                yield item
            if not ready:
                yield None
            if finished and len(self.done) == len(sent):
                if error:
                    raise error
                return


class Jobs:
    """The jobs at work; at most one thread translates at a time, since the engine uses every core."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._jobs: dict[tuple[int, str], Job] = {}
        self._lock = threading.Lock()
        self._turn = threading.Lock()
        self._threads: list[threading.Thread] = []
        self._closed = threading.Event()
        # CTranslate2's own threads must not be at work while the interpreter goes.
        atexit.register(self.close)

    def start(
        self, article: int, settings: str, segments: tuple[Segment, ...], work: Callable[[], Work], shelf: Shelf | None = None
    ) -> Job:
        """The job for an article: the one at work, or a new one for the sentences not yet in the store.

        `work` is called in the job's thread, so that loading an engine does not
        hold up the page. A job that failed is started again, but not at once: a page that
        asks for itself until the job is done must come to see the failure. `shelf` is where
        its sentences are kept, the store under `settings` by default.
        """
        with self._lock:
            job = self._jobs.get((article, settings))
            if job and (not job.finished or (job.error and time.monotonic() - job.ended < RETRY)):
                return job
            shelf = shelf or StoreShelf(self.store, settings)
            job = Job(done=dict(shelf.kept(segments)))
            missing = [item for item in segments if item.index not in job.done]
            if not missing:
                job.finished = True
                return job
            self._jobs[article, settings] = job
        thread = threading.Thread(target=self._run, args=(job, shelf, missing, work), daemon=True, name=f"article-{article}")
        self._threads = [old for old in self._threads if old.is_alive()] + [thread]
        thread.start()
        return job

    def close(self) -> None:
        """Stop every job after the sentences in hand, and wait for them; what is done stays in the store."""
        self._closed.set()
        for thread in self._threads:
            thread.join()
        atexit.unregister(self.close)

    def forget(self, article: int) -> None:
        """Drop what memory holds of an article, when it is deleted."""
        with self._lock:
            for key in [key for key in self._jobs if key[0] == article]:
                del self._jobs[key]

    def _run(self, job: Job, shelf: Shelf, missing: list[Segment], work: Callable[[], Work]) -> None:
        unsaved: list[TranslatedSegment] = []
        try:
            with self._turn:
                # The job before may have translated some of these, under another naming policy.
                found = shelf.kept(missing)
                with job.changed:
                    job.done.update(found)
                    job.changed.notify_all()
                missing = [item for item in missing if item.index not in found]
                for item in work()(missing) if not self._closed.is_set() else ():
                    unsaved.append(item)
                    with job.changed:
                        job.done[item.segment.index] = item
                        job.changed.notify_all()
                    if len(unsaved) >= KEEP_EVERY:
                        shelf.keep(unsaved)
                        unsaved = []
                    if self._closed.is_set():
                        break
            shelf.keep(unsaved)
        except OqyrmanError as problem:
            job.error = problem
        except Exception as problem:  # the thread's last word: whatever it is, the page must be able to say it
            job.error = OqyrmanError(detail=str(problem))
        finally:
            with job.changed:
                job.ended = time.monotonic()
                job.finished = True
                job.changed.notify_all()
