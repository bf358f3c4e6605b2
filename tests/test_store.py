import sqlite3
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.checks import finding
from webapp.document import Block, BlockKind, Document, Mention, MentionStatus, Segment, TranslatedSegment
from webapp.errors import DiskFull, NotFound, StoreError, StoreLocked
from webapp.segment import segment
from webapp.store import Store, _explained

SECRET = "Nobody but the witness knew the name of the village."


def article(*texts: str) -> Document:
    return Document("A title", tuple(Block(BlockKind.PARAGRAPH, text) for text in texts), origin="pasted")


def add(store: Store, *texts: str) -> tuple[int, tuple[Segment, ...]]:
    document = article(*texts)
    segments = segment(document)
    return store.add(document, segments), segments


def translated(item: Segment, text: str) -> TranslatedSegment:
    mention = Mention("astana", "Nur-Sultan", "Nur-Sultan", "Нұр-Сұлтан", MentionStatus.KEPT)
    return TranslatedSegment(item, text, -0.5, (finding("numbers-lost", "46"),), (mention,))


def test_what_is_kept_comes_back(tmp_path: Path) -> None:
    store = Store(tmp_path)
    number, segments = add(store, "One. Two.")
    assert store.document(number) == article("One. Two.")
    store.keep("p/4", [translated(segments[0], "Бір.")])
    assert Store(tmp_path).kept("p/4", segments) == {0: translated(segments[0], "Бір.")}
    assert store.kept("q/4", segments) == {}


def test_the_same_text_is_kept_once(tmp_path: Path) -> None:
    store = Store(tmp_path)
    assert add(store, "One.")[0] == add(store, "One.")[0]
    assert len(store.articles()) == 1


def test_a_sentence_of_two_articles_is_translated_once(tmp_path: Path) -> None:
    store = Store(tmp_path)
    _, first = add(store, "Shared. One.")
    number, second = add(store, "Shared. Two.")
    store.keep("p", [translated(first[0], "Ортақ.")])
    assert store.kept("p", second)[0].text == "Ортақ."
    store.delete(number)
    assert store.kept("p", first)[0].text == "Ортақ."


def test_deleting_leaves_no_trace_in_any_file(tmp_path: Path) -> None:
    store = Store(tmp_path)
    number, segments = add(store, SECRET)
    store.keep("p", [translated(segments[0], "Ауылдың атын куәгерден басқа ешкім білмеді.")])
    store.delete(number)
    with pytest.raises(NotFound):
        store.document(number)
    for file in tmp_path.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            assert SECRET.encode() not in content and "куәгерден".encode() not in content, file


def test_a_translation_that_ends_after_its_article_was_deleted_is_not_kept(tmp_path: Path) -> None:
    store = Store(tmp_path)
    number, segments = add(store, SECRET)
    store.delete(number)
    store.keep("p", [translated(segments[0], "Ауыл.")])
    assert store.kept("p", segments) == {}


def test_renaming(tmp_path: Path) -> None:
    store = Store(tmp_path)
    number, _ = add(store, "One.")
    store.rename(number, "Another")
    assert store.articles()[0].title == "Another" and store.document(number).title == "A title"
    with pytest.raises(NotFound):
        store.rename(number + 1, "x")


def test_a_locked_library_says_so(tmp_path: Path) -> None:
    store = Store(tmp_path, timeout=0.05)
    holder = sqlite3.connect(store.path)
    holder.execute("begin exclusive")
    try:
        with pytest.raises(StoreLocked):
            add(store, "One.")
    finally:
        holder.close()


def test_a_damaged_library_says_so(tmp_path: Path) -> None:
    (tmp_path / "library.sqlite3").write_bytes(b"not a database at all, but long enough to be read as one" * 20)
    with pytest.raises(StoreError):
        Store(tmp_path)


def test_a_full_disk_is_called_that() -> None:
    assert isinstance(_explained(sqlite3.OperationalError("database or disk is full")), DiskFull)


def test_many_threads_at_once(tmp_path: Path) -> None:
    store = Store(tmp_path)
    threads = [threading.Thread(target=add, args=(store, f"Sentence {n}.")) for n in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(store.articles()) == 12


@settings(max_examples=25)
@given(texts=st.lists(st.text(st.characters(codec="utf-8"), min_size=1), min_size=1, max_size=4))
def test_any_document_comes_back(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    store = Store(tmp_path_factory.mktemp("store"))
    document = article(*texts)
    assert store.document(store.add(document, segment(document))) == document


def test_search_finds_source_and_translation_by_the_beginning_of_words(tmp_path: Path) -> None:
    store = Store(tmp_path)
    number, segments = add(store, "The harvest was good. It was sold.")
    store.keep("p/4", [translated(segments[0], "Егін жақсы шықты.")])
    assert [(hit.article, hit.settings, hit.pieces[1]) for hit in store.search("harv")] == [(number, "source", "harvest")]
    assert [(hit.settings, hit.pieces) for hit in store.search("жақсы егі")] == [("p/4", ("", "Егін", " ", "жақсы", " шықты."))]
    assert store.search('"* OR NEAR(') == [] and store.search("") == []
    store.delete(number)
    assert store.search("harvest") == []


def test_the_place_a_reader_has_come_to(tmp_path: Path) -> None:
    store = Store(tmp_path)
    number, _ = add(store, "One. Two.")
    store.place(number, "kk", 1)
    store.place(number, "kk", 0)
    assert store.places() == {(number, "kk"): 0}
    store.delete(number)
    assert store.places() == {}
    with pytest.raises(NotFound):
        store.place(number, "kk", 0)
