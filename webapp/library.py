"""What the page and the command line do with articles: add, read, translate, remove.

Puts the parts together (ingest, segment, store, jobs, engine) without knowing
Flask. An engine is loaded at its first use and kept.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from webapp import glossary as glossaries
from webapp import packages, pipeline, terminology
from webapp.config import PACKAGE, Settings
from webapp.document import Document, PackageInfo, Provenance, Segment, TranslatedSegment, Translation
from webapp.engine import ArgosEngine
from webapp.errors import UsageError
from webapp.glossary import Glossary
from webapp.ingest import ingest
from webapp.jobs import Job, Jobs
from webapp.naming import Policy
from webapp.pipeline import Naming
from webapp.segment import segment
from webapp.store import Store

BUNDLED = PACKAGE / "articles" / "in-xinjiang-ethnic-kazakhs-suffer-alongside-uyghurs.txt"
BUNDLED_DATE = "2020-04-01"
"""The article speaks of "this past September 2019" and "early March"."""
GLOSSARIES = (PACKAGE.parent / "glossary.csv", Path(sys.prefix) / "share" / "oqyrman" / "glossary.csv")
"""Where the curated glossary is: beside the package in a checkout, in the environment's `share` where the package was installed."""


def curated_path() -> Path:
    """The file of the glossary that comes with the program."""
    return next((path for path in GLOSSARIES if path.exists()), GLOSSARIES[0])


def curated() -> Glossary:
    """The glossary that comes with the program. Raises GlossaryError."""
    return glossaries.load(curated_path())


def layered(own: Path | None) -> Glossary:
    """The curated glossary under a reader's own file, where there is one. Raises GlossaryError."""
    return curated().layered(glossaries.load(own)) if own else curated()


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


@dataclass(frozen=True)
class NamedShelf:
    """The store's translations of one article under a naming policy.

    The key of a sentence holds no more than decides its translation: `plain` (package
    and beam size) where it has no names, the glossary too where it has, and what the
    policy changes in the article where this sentence is changed. So a switch of policy
    translates only the sentences that it changes.
    """

    store: Store
    plain: str
    names: Naming

    def key(self, item: Segment) -> str:
        """The store's key for one sentence."""
        mentions = self.names.named(item).mentions
        if not mentions:
            return self.plain
        key = f"{self.plain}/{self.names.glossary.sha256[:16]}"
        return f"{key}/{self.names.changes}" if any(mention.changed for mention in mentions) else key

    def kept(self, segments: Iterable[Segment]) -> Mapping[int, TranslatedSegment]:
        """The translations at hand, their mentions told as this policy tells them."""
        groups: dict[str, list[Segment]] = {}
        for item in segments:
            groups.setdefault(self.key(item), []).append(item)
        found = {index: item for key, group in groups.items() for index, item in self.store.kept(key, group).items()}
        return {index: terminology.retold(item, self.names.named(item.segment)) for index, item in found.items()}

    def keep(self, items: Iterable[TranslatedSegment]) -> None:
        """Keep each translation under its sentence's key."""
        groups: dict[str, list[TranslatedSegment]] = {}
        for item in items:
            groups.setdefault(self.key(item.segment), []).append(item)
        for key, group in groups.items():
            self.store.keep(key, group)


class Library:
    """The reader's articles and their translations."""

    def __init__(self, settings: Settings) -> None:
        """Open the library; the bundled article is put in when it is new. Raises StoreError."""
        self.settings = settings
        self.store = Store(settings.data)
        self.engines = Engines(settings)
        self.jobs = Jobs(self.store)
        self._glossary: tuple[int, Glossary] | None = None
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

    @property
    def glossary(self) -> Glossary:
        """The curated glossary under the reader's own (`glossary.csv` in the data folder, read again when it changes). Raises GlossaryError."""
        own = self.settings.data / "glossary.csv"
        changed = own.stat().st_mtime_ns if own.exists() else 0
        if self._glossary is None or self._glossary[0] != changed:
            self._glossary = changed, layered(own if changed else None)
        return self._glossary[1]

    def key(self, target: str, naming: str = "as-written") -> str:
        """What an article's translation depends on besides its text: package, beam size, glossary and naming policy."""
        return f"{self._plain(target)}/{self.glossary.sha256[:16]}/{naming}"

    def _plain(self, target: str) -> str:
        return f"{self.engines.info(target).sha256[:16]}/{self.settings.beam_size}"

    def naming(self, document: Document, segments: tuple[Segment, ...], target: str, naming: str = "as-written") -> Naming:
        """The names of an article under a policy, for a target language. Raises UsageError, GlossaryError."""
        if naming not in list(Policy):
            raise UsageError(detail=f"There is no naming policy {naming}; there are {', '.join(Policy)}.")
        return Naming.of(document, segments, self.glossary, target, naming)

    def job(self, article: int, target: str, naming: str = "as-written") -> tuple[Document, tuple[Segment, ...], Job]:
        """An article with its segments, and the job that translates it. Raises NotFound, NoPackage, DamagedPackage, UsageError, GlossaryError."""
        document = self.store.document(article)
        segments = segment(document)
        names = self.naming(document, segments, target, naming)
        shelf = NamedShelf(self.store, self._plain(target), names)
        job = self.jobs.start(article, self.key(target, naming), segments, partial(self._work, target, names), shelf)
        return document, segments, job

    def _work(self, target: str, names: Naming) -> pipeline.Work:
        engine = self.engines.get(target)

        def work(segments: list[Segment]) -> Iterator[TranslatedSegment]:
            return pipeline.translate_segments(segments, engine, names)

        return work

    def translation(self, article: int, target: str, naming: str = "as-written") -> Translation:
        """The whole translation of an article, waiting until it is done. Raises what the job raises."""
        document, segments, job = self.job(article, target, naming)
        for _ in job.results():
            pass
        return Translation(document, target, tuple(job.done[item.index] for item in segments), self.provenance(target, naming))

    def provenance(self, target: str, naming: str = "as-written") -> Provenance:
        """What makes translations into `target` today."""
        made = pipeline.provenance(self.engines.info(target))
        return replace(made, naming=naming, glossary_sha256=self.glossary.sha256)
