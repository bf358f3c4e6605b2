"""The library: SQLite in the reader's own data folder.

Articles hold a whole Document as JSON. Translations belong to (segment text,
package, settings), not to an article, so that no sentence is translated twice;
`uses` tells which article needs which, and a sentence that no article needs any
more is deleted with the article. `secure_delete` overwrites what is deleted.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from webapp.document import Block, BlockKind, Document, Finding, Mention, MentionStatus, Segment, TranslatedSegment
from webapp.errors import DiskFull, NotFound, StoreError, StoreLocked
from webapp.schema import SCHEMA

SOURCE = "source"
"""The `settings` of a line that is a source sentence; those of a translation are the key it is kept under."""
LINE = "insert into lines (digest, settings, text) values (?, ?, ?) on conflict do update set text = excluded.text where text <> excluded.text"
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Article:
    """An article of the library: its number, title, origin, the moment it was added (ISO 8601), and whether it came with the program."""

    id: int
    title: str
    origin: str
    created: str
    bundled: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence that a search found: its article, the line's `settings`, and the text in pieces, every second one a found word."""

    article: int
    settings: str
    digest: str
    pieces: tuple[str, ...]


def digest(text: str) -> str:
    """The key of a segment's text."""
    return sha256(text.encode()).hexdigest()


class Store:
    """The library's database; one connection a call, so that any thread may use it."""

    def __init__(self, folder: Path, timeout: float = 5.0) -> None:
        """Open or make the library in `folder`. Raises StoreError (or a kind of it)."""
        self.path = folder / "library.sqlite3"
        self.timeout = timeout
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as problem:
            raise StoreError(detail=f"{folder}: {problem.strerror}") from problem
        with self.connect() as db:
            db.executescript(SCHEMA)
            # A library from before there was a search gets its index once.
            if db.execute("select count(*) from articles").fetchone()[0] and not db.execute("select count(*) from lines").fetchone()[0]:
                db.execute("insert or ignore into lines (digest, settings, text) select digest, settings, text from translations")

    @contextmanager
    def connect(self) -> Iterator[sqlite3.Connection]:
        """One transaction, kept where the block ends well. Raises StoreError (or a kind of it)."""
        try:
            db = sqlite3.connect(self.path, timeout=self.timeout)
            try:
                db.execute("pragma journal_mode = wal")
                db.execute("pragma foreign_keys = on")
                db.execute("pragma secure_delete = on")
                with db:
                    yield db
            finally:
                db.close()
        except sqlite3.DatabaseError as problem:
            raise _explained(problem) from problem

    def add(self, document: Document, segments: Iterable[Segment], *, bundled: bool = False) -> int:
        """Keep an article; the number it has. The same text is kept once."""
        content = json.dumps(asdict(document), ensure_ascii=False)
        key = digest("\n".join(block.text for block in document.blocks))
        now = datetime.now(UTC).isoformat(timespec="seconds")
        title = document.title or document.blocks[0].text[:120]
        with self.connect() as db:
            known = db.execute("select id from articles where digest = ?", (key,)).fetchone()
            if known:
                return int(known[0])
            row = db.execute(
                "insert into articles (title, origin, digest, document, bundled, created) values (?, ?, ?, ?, ?, ?)",
                (title, document.origin, key, content, bundled, now),
            )
            article = int(row.lastrowid or 0)
            texts = {digest(item.text): item.text for item in segments}
            db.executemany("insert or ignore into uses values (?, ?)", [(article, each) for each in texts])
            db.executemany(LINE, [(each, SOURCE, text) for each, text in texts.items()])
            return article

    def articles(self) -> list[Article]:
        """Every article, newest first."""
        with self.connect() as db:
            rows = db.execute("select id, title, origin, created, bundled from articles order by id desc").fetchall()
        return [Article(number, title, origin, created, bool(bundled)) for number, title, origin, created, bundled in rows]

    def document(self, article: int) -> Document:
        """An article's text. Raises NotFound."""
        with self.connect() as db:
            row = db.execute("select document from articles where id = ?", (article,)).fetchone()
        if row is None:
            raise NotFound(what="article")
        raw = json.loads(row[0])
        blocks = tuple(Block(BlockKind(b["kind"]), b["text"], b["level"]) for b in raw.pop("blocks"))
        return Document(blocks=blocks, **raw)

    def rename(self, article: int, title: str) -> None:
        """Give an article another title in the library (its text keeps its own). Raises NotFound."""
        with self.connect() as db:
            if not db.execute("update articles set title = ? where id = ?", (title, article)).rowcount:
                raise NotFound(what="article")

    def delete(self, article: int) -> None:
        """Remove an article, and every translation and correction that only it needed, from the files too. Raises NotFound.

        Corrections that the reader chose to keep stay (`Memory.hold`).
        """
        with self.connect() as db:
            if not db.execute("delete from articles where id = ?", (article,)).rowcount:
                raise NotFound(what="article")
            for table in ("translations", "lines"):
                db.execute(f"delete from {table} where digest not in (select digest from uses)")
            db.execute("delete from corrections where not kept and digest not in (select digest from uses)")
            db.execute("insert into words(words) values ('rebuild')")
        self.scrub()

    def scrub(self) -> None:
        """Rewrite the files, so that nothing deleted can be read from them."""
        with self.connect() as db:
            db.commit()
            db.execute("vacuum")
            db.execute("pragma wal_checkpoint(truncate)")

    def keep(self, settings: str, items: Iterable[TranslatedSegment]) -> None:
        """Keep translations made under `settings` (package hash, naming policy, …)."""
        rows = [
            (
                digest(item.segment.text),
                settings,
                item.text,
                item.score,
                json.dumps([asdict(found) for found in item.findings], ensure_ascii=False),
                json.dumps([asdict(mention) for mention in item.mentions], ensure_ascii=False),
            )
            for item in items
        ]
        with self.connect() as db:
            # A sentence whose article was deleted meanwhile leaves no trace.
            db.executemany(
                "insert or replace into translations select ?1, ?2, ?3, ?4, ?5, ?6 where exists (select 1 from uses where digest = ?1)", rows
            )
            db.executemany(
                "insert into lines (digest, settings, text) select ?1, ?2, ?3 where exists (select 1 from uses where digest = ?1) "
                "on conflict do update set text = excluded.text",
                [row[:3] for row in rows],
            )

    def kept(self, settings: str, segments: Iterable[Segment]) -> Mapping[int, TranslatedSegment]:
        """The translations at hand for these segments under `settings`, by the segment's index."""
        with self.connect() as db:
            found: dict[int, TranslatedSegment] = {}
            for item in segments:
                row = db.execute(
                    "select text, score, findings, mentions from translations where digest = ? and settings = ?", (digest(item.text), settings)
                ).fetchone()
                if row:
                    findings = tuple(Finding(f["code"], f["message"], tuple(f["values"])) for f in json.loads(row[2]))
                    mentions = tuple(Mention(**{**m, "status": MentionStatus(m["status"])}) for m in json.loads(row[3]))
                    found[item.index] = TranslatedSegment(item, row[0], row[1], findings, mentions)
        return found

    def search(self, wanted: str, limit: int = 60) -> list[Hit]:
        """Sentences that hold every word of `wanted` (or words beginning with it), best first; an article's stand together."""
        words = _WORD.findall(wanted)
        if not words:
            return []
        query = " ".join(f'"{word}"*' for word in words)
        with self.connect() as db:
            rows = db.execute(
                "select u.article, l.settings, l.digest, snippet(words, 0, char(1), char(1), '…', 24) from words "
                "join lines l on l.id = words.rowid join uses u on u.digest = l.digest where words match ? order by rank limit ?",
                (query, limit),
            ).fetchall()
        hits = [Hit(article, settings, key, tuple(text.split("\x01"))) for article, settings, key, text in rows]
        first = {hit.article: place for place, hit in reversed(list(enumerate(hits)))}
        return sorted(hits, key=lambda hit: first[hit.article])

    def place(self, article: int, language: str, segment: int) -> None:
        """Remember the sentence that a reader has come to. Raises NotFound."""
        with self.connect() as db:
            if not db.execute("select 1 from articles where id = ?", (article,)).fetchone():
                raise NotFound(what="article")
            db.execute("insert or replace into places values (?, ?, ?)", (article, language, segment))

    def places(self) -> dict[tuple[int, str], int]:
        """The sentence that the reader has come to, by article and language."""
        with self.connect() as db:
            return {(article, language): segment for article, language, segment in db.execute("select article, language, segment from places")}


def _explained(problem: sqlite3.DatabaseError) -> StoreError:
    """SQLite's own words as an error of ours."""
    text = str(problem)
    if "full" in text:
        return DiskFull()
    if "locked" in text or "busy" in text:
        return StoreLocked()
    return StoreError(detail=text)
