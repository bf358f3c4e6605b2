"""The library: SQLite in the reader's own data folder.

Articles hold a whole Document as JSON. Translations belong to (segment text,
package, settings), not to an article, so that no sentence is translated twice;
`uses` tells which article needs which, and a sentence that no article needs any
more is deleted with the article. `secure_delete` overwrites what is deleted.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from webapp.document import Block, BlockKind, Document, Finding, Mention, MentionStatus, Segment, TranslatedSegment
from webapp.errors import DiskFull, NotFound, StoreError, StoreLocked

SCHEMA = """
create table if not exists articles (
    id integer primary key,
    title text not null,
    origin text not null,
    digest text not null unique,
    document text not null,
    bundled integer not null default 0,
    created text not null
);
create table if not exists uses (
    article integer not null references articles(id) on delete cascade,
    digest text not null,
    primary key (article, digest)
) without rowid;
create index if not exists uses_digest on uses(digest);
create table if not exists translations (
    digest text not null,
    settings text not null,
    text text not null,
    score real not null,
    findings text not null,
    mentions text not null,
    primary key (digest, settings)
) without rowid;
"""


@dataclass(frozen=True, slots=True)
class Article:
    """An article of the library: its number, title, origin, the moment it was added (ISO 8601), and whether it came with the program."""

    id: int
    title: str
    origin: str
    created: str
    bundled: bool


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
        with self._connect() as db:
            db.executescript(SCHEMA)

    @contextmanager
    def _connect(self) -> Iterator[sqlite3.Connection]:
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
        with self._connect() as db:
            known = db.execute("select id from articles where digest = ?", (key,)).fetchone()
            if known:
                return int(known[0])
            row = db.execute(
                "insert into articles (title, origin, digest, document, bundled, created) values (?, ?, ?, ?, ?, ?)",
                (title, document.origin, key, content, bundled, now),
            )
            article = int(row.lastrowid or 0)
            db.executemany("insert or ignore into uses values (?, ?)", [(article, digest(s.text)) for s in segments])
            return article

    def articles(self) -> list[Article]:
        """Every article, newest first."""
        with self._connect() as db:
            rows = db.execute("select id, title, origin, created, bundled from articles order by id desc").fetchall()
        return [Article(number, title, origin, created, bool(bundled)) for number, title, origin, created, bundled in rows]

    def document(self, article: int) -> Document:
        """An article's text. Raises NotFound."""
        with self._connect() as db:
            row = db.execute("select document from articles where id = ?", (article,)).fetchone()
        if row is None:
            raise NotFound(what="article")
        raw = json.loads(row[0])
        blocks = tuple(Block(BlockKind(b["kind"]), b["text"], b["level"]) for b in raw.pop("blocks"))
        return Document(blocks=blocks, **raw)

    def rename(self, article: int, title: str) -> None:
        """Give an article another title in the library (its text keeps its own). Raises NotFound."""
        with self._connect() as db:
            if not db.execute("update articles set title = ? where id = ?", (title, article)).rowcount:
                raise NotFound(what="article")

    def delete(self, article: int) -> None:
        """Remove an article and every translation that only it needed, from the files too. Raises NotFound."""
        with self._connect() as db:
            if not db.execute("delete from articles where id = ?", (article,)).rowcount:
                raise NotFound(what="article")
            db.execute("delete from translations where digest not in (select digest from uses)")
        with self._connect() as db:
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
        with self._connect() as db:
            # A sentence whose article was deleted meanwhile leaves no trace.
            db.executemany(
                "insert or replace into translations select ?1, ?2, ?3, ?4, ?5, ?6 where exists (select 1 from uses where digest = ?1)", rows
            )

    def kept(self, settings: str, segments: Iterable[Segment]) -> Mapping[int, TranslatedSegment]:
        """The translations at hand for these segments under `settings`, by the segment's index."""
        with self._connect() as db:
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


def _explained(problem: sqlite3.DatabaseError) -> StoreError:
    """SQLite's own words as an error of ours."""
    text = str(problem)
    if "full" in text:
        return DiskFull()
    if "locked" in text or "busy" in text:
        return StoreLocked()
    return StoreError(detail=text)
