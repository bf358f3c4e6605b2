"""What can be known of training without training: sources, tokenizer rules, the sample of a source."""

import json
import unicodedata

import numpy as np
import pytest

from training import config, data
from training.data import Row, good
from training.model_file import read_variables
from training.tokenizer import normalisation_rules, source_pieces

RUN = config.load(data.PROJECT / "training" / "runs" / "small.toml")


def test_only_sources_that_may_be_passed_on_are_used() -> None:
    allowed = data.shippable()
    assert all(allowed[name.partition(".")[0]] for name, _ in RUN.weights)
    with pytest.raises(ValueError, match="gnome"):
        next(data.rows(config.Run(work=RUN.work, weights=(("gnome", 1.0),))))


def test_a_run_with_an_unknown_key_is_refused(tmp_path: data.Path) -> None:
    (tmp_path / "bad.toml").write_text('work = "w"\nlearning = 1\n', encoding="utf-8")
    with pytest.raises(ValueError, match="learning"):
        config.load(tmp_path / "bad.toml")


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (Row("msdocs.ru", "ru", "The name of the file is shown beside its size.", "Имя файла показано рядом с его размером."), True),
        (Row("msdocs.ru", "ru", "Select the file.", "Выберите файл."), False),
        (Row("tatoeba", "kk", "Select the file.", "Файлды таңдаңыз."), True),
        (Row("tatoeba", "kk", "Select the file.", "Select the file."), False),
        (Row("tatoeba", "ru", "Open {0}", "Открыть {0}"), False),
        (Row("gov_news", "kk", "The State Secretary met the ministers.", "Мемлекеттік хатшы Айгүл Сералиева министрлермен кездесті."), False),
        (Row("gov_news", "kk", "The talks were led by Aigul Seraliyeva.", "Келіссөзді Айгүл Сералиеваның өзі жүргізді."), True),
        (Row("tatoeba", "ug", "He came home late last night.", "ئۇ"), False),
        (Row("seed", "kk", "", "Мәтін"), False),
    ],
)
def test_rows_that_can_teach(row: Row, expected: bool) -> None:
    assert good(row) is expected


def test_a_sample_is_the_same_whenever_it_is_taken() -> None:
    rows = [Row("msdocs", "ru", f"Sentence {n}", "") for n in range(2000)]
    one = [r for r in rows if data._kept(r, 0.25)]
    assert one == [r for r in rows if data._kept(r, 0.25)] and 400 < len(one) < 600


def test_the_source_table_does_what_the_encoder_was_trained_with() -> None:
    table = {}
    for line in normalisation_rules().splitlines():
        source, target = line.split("\t")
        table[chr(int(source, 16))] = "".join(chr(int(c, 16)) for c in target.split())

    def normalised(text: str) -> str:
        return " ".join("".join(table.get(c, c) for c in unicodedata.normalize("NFC", text)).split())

    assert normalised("Mrs. Sauytbay’s naïve “plan”—80,000 people") == "mrs . sauytbay ’ s naive “ plan ” — 80 , 000 people"
    assert normalised("É\u00a0À\u200b!") == "e a !"


def test_numbers_are_split_into_digits() -> None:
    pieces = dict(source_pieces(["[PAD]", "1", "##9", "2019", "##20", "the", "##ing", "[", "#"]))
    assert set(pieces) == {"▁1", "9", "▁the", "ing", "▁[", "▁#"} and pieces["ing"] == 6


def test_no_row_of_the_corpus_is_a_test_sentence() -> None:
    from training.score import EVAL, test_sets

    if not EVAL.is_dir():
        pytest.skip("the test sets are not beside the project (../shared/eval)")
    held_out = {sentence for s in test_sets() for sentence in s.english}
    assert not held_out & {row.english for name in data.OWN for row in data._own_rows(RUN, name)}


def test_recent_rows_are_drawn_as_such_and_no_row_is_left_out_or_in_twice() -> None:
    seed, recent = ([row.english for row in data._own_rows(run, name)] for run, name in ((RUN, "seed"), (RUN, "recent")))
    whole = [row.english for row in data._own_rows(config.Run(work=RUN.work), "seed")]
    assert RUN.recent and seed and recent and sorted([*seed, *recent]) == sorted(whole)
    assert not list(data._own_rows(config.Run(work=RUN.work), "recent"))


def test_held_out_rows_are_not_trained_on() -> None:
    files = {row.source for row in data._own_rows(config.Run(work=RUN.work, held_out=("b001",)), "seed")}
    assert files == {"seed", data.HELD_OUT}
    assert {(data.PROJECT / "corpus" / "rows" / f"{name}.tsv").exists() for name in RUN.held_out} == {True}


@pytest.mark.parametrize("language", config.TARGETS)
def test_a_package_gives_its_weights_back(language: str) -> None:
    folder = data.PROJECT / "webapp" / "models" / f"en_{language}" / "model"
    variables = read_variables(folder / "model.bin")
    pieces = json.loads((folder / "target_vocabulary.json").read_text(encoding="utf-8"))
    table = variables["decoder/embeddings/weight"]
    assert table.shape == (len(pieces), 384) and np.isfinite(table).all() and 0.01 < table.std() < 1
    # int8 with a scale a row: the largest of each row is 127 of its steps.
    steps = np.abs(table) * variables["decoder/embeddings/weight_scale"][:, None]
    assert np.allclose(steps.max(1), 127, atol=0.01) and np.allclose(steps, steps.round(), atol=0.01)


def test_another_version_of_the_file_is_refused(tmp_path: data.Path) -> None:
    (tmp_path / "model.bin").write_bytes(b"\x05\0\0\0")
    with pytest.raises(ValueError, match="version 5"):
        read_variables(tmp_path / "model.bin")
