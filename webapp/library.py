"""What the page and the command line do with articles: add, read, translate, remove.

Puts the parts together (ingest, segment, store, jobs, engine) without knowing
Flask. An engine is loaded at its first use and kept.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from webapp import packages, pipeline
from webapp.config import PACKAGE, Settings
from webapp.document import Document, PackageInfo, Provenance, Segment, TranslatedSegment, Translation
from webapp.engine import ArgosEngine
from webapp.ingest import ingest
from webapp.jobs import Job, Jobs
from webapp.segment import segment
from webapp.store import Store

BUNDLED = PACKAGE / "articles" / "in-xinjiang-ethnic-kazakhs-suffer-alongside-uyghurs.txt"
BUNDLED_DATE = "2020-04-01"
"""The article speaks of "this past September 2019" and "early March"."""


def bundled() -> Document:
    """The article that comes with the program."""
    document = ingest(BUNDLED.read_bytes(), BUNDLED.name)
    return Document(document.title, document.blocks, document.language, "", BUNDLED_DATE)


class Engines:
    """The engines in use, one a target language, loaded when first asked for."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._engines: dict[str, ArgosEngine] = {}
        self._infos: dict[Path, PackageInfo] = {}
        self._lock = threading.Lock()

    def get(self, target: str) -> ArgosEngine:
        """The engine for a target language. Raises NoPackage, DamagedPackage."""
        with self._lock:
            if target not in self._engines:
                package = packages.find(self.settings.models, "en", target)
                self._engines[target] = ArgosEngine(package, threads=self.settings.threads, beam_size=self.settings.beam_size)
            return self._engines[target]

    def info(self, target: str) -> PackageInfo:
        """The package for a target language, its files hashed once. Raises NoPackage, DamagedPackage."""
        package = packages.find(self.settings.models, "en", target)
        with self._lock:
            if package.path not in self._infos:
                self._infos[package.path] = package.info()
            return self._infos[package.path]


class Library:
    """The reader's articles and their translations."""

    def __init__(self, settings: Settings) -> None:
        """Open the library; the bundled article is put in when it is new. Raises StoreError."""
        self.settings = settings
        self.store = Store(settings.data)
        self.engines = Engines(settings)
        self.jobs = Jobs(self.store)
        marker = settings.data / "bundled"
        if not marker.exists():
            self.add(bundled(), is_bundled=True)
            marker.touch()

    def add(self, document: Document, *, is_bundled: bool = False) -> int:
        """Keep an article; its number."""
        return self.store.add(document, segment(document), bundled=is_bundled)

    def ingest(self, data: bytes, name: str) -> int:
        """Read a file or a pasted text and keep it. Raises InputError."""
        return self.add(ingest(data, name, limit=self.settings.max_characters))

    def remove(self, article: int) -> None:
        """Delete an article with every trace of it. Raises NotFound."""
        self.jobs.forget(article)
        self.store.delete(article)

    def key(self, target: str) -> str:
        """What a kept translation depends on besides the text: package and beam size."""
        return f"{self.engines.info(target).sha256[:16]}/{self.settings.beam_size}"

    def job(self, article: int, target: str) -> tuple[Document, tuple[Segment, ...], Job]:
        """An article with its segments, and the job that translates it. Raises NotFound, NoPackage, DamagedPackage."""
        document = self.store.document(article)
        segments = segment(document)
        return document, segments, self.jobs.start(article, self.key(target), segments, partial(self._work, target))

    def _work(self, target: str) -> pipeline.Work:
        engine = self.engines.get(target)

        def work(segments: list[Segment]) -> Iterator[TranslatedSegment]:
            return pipeline.translate_segments(segments, engine)

        return work

    def translation(self, article: int, target: str) -> Translation:
        """The whole translation of an article, waiting until it is done. Raises what the job raises."""
        document, segments, job = self.job(article, target)
        for _ in job.results():
            pass
        return Translation(document, target, tuple(job.done[item.index] for item in segments), self.provenance(target))

    def provenance(self, target: str) -> Provenance:
        """What makes translations into `target` today."""
        return pipeline.provenance(self.engines.info(target))
