from pathlib import Path

import pytest

from tests.test_store import add
from webapp.checks import finding
from webapp.document import Mention, MentionStatus, Segment, TranslatedSegment
from webapp.errors import Conflict
from webapp.memory import Memory, applied
from webapp.store import Store

SOURCE = "The harvest of 2019 was sold at the market in the town."


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    return Memory(Store(tmp_path))


def test_a_correction_is_found_by_its_source_and_language(memory: Memory) -> None:
    made = memory.correct("kk", SOURCE, "Астық сатылды.", 0)
    assert made.version == 1 and memory.find("kk", [SOURCE, "x"]) == {SOURCE: made}
    assert memory.find("ru", [SOURCE]) == {}


def test_undo_goes_back_and_forth(memory: Memory) -> None:
    memory.correct("kk", SOURCE, "Бір", 0)
    memory.correct("kk", SOURCE, "Екі", 1)
    assert memory.undo("kk", SOURCE, 2).text == "Бір"
    assert memory.undo("kk", SOURCE, 3).text == "Екі"
    assert memory.undo("kk", SOURCE, 4).text == "Бір"
    assert [item.version for item in memory.history("kk", SOURCE)] == [5, 4, 3, 2, 1]


def test_the_first_correction_undone_leaves_the_machines_text(memory: Memory) -> None:
    memory.correct("kk", SOURCE, "Бір", 0)
    assert memory.undo("kk", SOURCE, 1).text == ""
    assert memory.find("kk", [SOURCE]) == {} and memory.latest("kk", [SOURCE])[SOURCE].version == 2


def test_two_tabs_lose_nothing(memory: Memory) -> None:
    memory.correct("kk", SOURCE, "Бірінші", 0)
    with pytest.raises(Conflict):
        memory.correct("kk", SOURCE, "Екінші", 0)
    assert memory.find("kk", [SOURCE])[SOURCE].text == "Бірінші"
    assert memory.correct("kk", SOURCE, "Бірінші", 0).version == 1, "two tabs that say the same do not quarrel"


def test_close_matches_are_offered_likest_first(memory: Memory) -> None:
    memory.correct("kk", SOURCE.replace("2019", "2018"), "2018", 0)
    memory.correct("kk", SOURCE.replace("2019 was sold at the", "2017 was bought at a"), "2017", 0)
    memory.correct("kk", "Nothing like it stands here at all.", "Басқа", 0)
    memory.correct("kk", SOURCE, "өзі", 0)
    found = memory.close("kk", SOURCE)
    assert [item.correction.text for item in found] == ["2018", "2017"] and found[0].likeness > found[1].likeness >= 0.75


def test_deleting_an_article_removes_its_corrections_unless_they_are_held(tmp_path: Path) -> None:
    for held in (False, True):
        store = Store(tmp_path / str(held))
        memory = Memory(store)
        number, segments = add(store, "One. Two.")
        memory.correct("kk", segments[0].text, "Ауылдың атын ешкім білмеді.", 0)
        if held:
            memory.hold(number)
        store.delete(number)
        assert bool(memory.find("kk", [segments[0].text])) == held
        trace = any("Ауылдың".encode() in file.read_bytes() for file in store.path.parent.iterdir())
        assert trace == held


def test_a_correction_under_a_policy_goes_with_its_article(tmp_path: Path) -> None:
    memory = Memory(store := Store(tmp_path))
    number, segments = add(store, "One. Two.")
    memory.correct("kk", "One (Uno).", "Бір (уно).", 0, segments[0].text)
    assert [hit.settings for hit in store.search("уно")] == ["memory/kk"]
    store.delete(number)
    assert memory.find("kk", ["One (Uno)."]) == {}


def test_forgetting_leaves_no_trace(memory: Memory) -> None:
    memory.correct("kk", SOURCE, "Ауылдың атын ешкім білмеді.", 0)
    memory.forget("kk", SOURCE)
    assert memory.history("kk", SOURCE) == []
    for file in memory.store.path.parent.iterdir():
        assert "Ауылдың".encode() not in file.read_bytes() and b"harvest" not in file.read_bytes()


def test_what_is_taken_in_does_not_replace_what_the_reader_wrote(memory: Memory) -> None:
    memory.correct("kk", SOURCE, "Менікі", 0)
    assert memory.add("kk", [(SOURCE, "Басқанікі"), ("Another.", "Тағы."), ("", "x"), ("x", "")]) == 1
    assert {item.text: item.kept for item in memory.all("kk")} == {"Менікі": False, "Тағы.": True}


def test_a_corrected_sentence_is_reviewed_and_checked_anew(memory: Memory) -> None:
    mention = Mention("astana", "Astana", "Astana", "Астана", MentionStatus.REPAIRED, "", 0, 6, 10, 16)
    gone = Mention("almaty", "Almaty", "Almaty", "Алматы", MentionStatus.KEPT, "", 8, 14, 20, 26)
    item = TranslatedSegment(Segment(0, 0, "Astana, Almaty, 46."), "?", -1.0, (finding("numbers-lost", "46"),), (mention, gone))
    made = applied(item, memory.correct("kk", "Astana, Almaty, 46.", "46, Астана.", 0))
    assert made.reviewed and made.findings == () and made.text == "46, Астана."
    assert (made.mentions[0].target_start, made.mentions[0].target_end) == (4, 10)
    assert made.mentions[1].status is MentionStatus.MISSING and made.mentions[1].target == ""
    assert applied(item, None) is item
