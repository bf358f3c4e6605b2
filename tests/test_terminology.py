"""Names on an engine that is bad with them: kept, put right, or missing with a finding; never swapped in silence."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import pytest

from benchmarks.names import ROOT, measure
from tests.names_engine import BadEngine, named_table
from webapp import clauses, glossary
from webapp.document import Hypothesis, MentionStatus, Segment
from webapp.glossary import Glossary
from webapp.name_places import Lexicon
from webapp.naming import plan
from webapp.terminology import Terminology, Verified


@cache
def curated() -> Glossary:
    return glossary.load(ROOT / "glossary.csv")


@pytest.mark.parametrize("target", ["kk", "ru", "ug"])
def test_names_on_an_engine_that_drops_swaps_and_misspells_them(target: str) -> None:
    sentences = named_table(curated(), "as-written", target)
    figures = measure(curated(), BadEngine(curated(), target, sentences), sentences)
    assert len(sentences) >= 300 and figures["before"] < 50
    assert figures["after"] >= 98 and figures["swaps"] == 0 and figures["silent"] == 0


def verify(source: str, text: str, target: str, policy: str = "as-written", date: str = "2020-04-01") -> Verified:
    """One sentence through the step, on an engine that has no other answer than `text`."""
    (named,) = plan([Segment(0, 0, source)], curated(), policy, date)

    class One(BadEngine):
        def others(self, sentence: str, count: int, prefix: str) -> list[Hypothesis]:
            return [Hypothesis(text, -0.5)]

    engine = One(curated(), target, [named])
    (done,) = Terminology(curated(), engine).verify([(named, Hypothesis(text, -0.5))])
    return done


@pytest.mark.parametrize(
    ("source", "text", "target", "expected", "status"),
    [
        ("People in East Turkestan were silent.", "Шығыс Түркістандағы адамдар үнсіз қалды.", "kk", "Шығыс Түркістандағы", MentionStatus.KEPT),
        ("They live in East Turkestan.", "Олар Шыңжаңда тұрады.", "kk", "Олар Шығыс Түркістанда тұрады.", MentionStatus.REPAIRED),
        ("They live in East Turkestan.", "Они живут в Синьцзяне.", "ru", "Они живут в Восточном Туркестане.", MentionStatus.REPAIRED),
        ("They live in East Turkestan.", "ئۇلار شىنجاڭدا ياشايدۇ.", "ug", "ئۇلار شەرقىي تۈركىستاندا ياشايدۇ.", MentionStatus.REPAIRED),
        ("They came from Xinjiang.", "Олар Шығыс Түркістаннан келді.", "kk", "Олар Шыңжаңнан келді.", MentionStatus.REPAIRED),
        # The name's first words stand there already.
        (
            "The December 1986 events go on.",
            "1986 жылғы желтоқсан ұмытылмайды.",
            "kk",
            "1986 жылғы желтоқсан оқиғасы ұмытылмайды.",
            MentionStatus.REPAIRED,
        ),
        # What the press writes too may stand.
        ("China said nothing.", "خىتاي ھېچنېمە دېمىدى.", "ug", "خىتاي ھېچنېمە دېمىدى.", MentionStatus.KEPT),
        ("He left the United States.", "Он покинул Соединённые Штаты.", "ru", "Он покинул Соединённые Штаты.", MentionStatus.KEPT),
        # An adjective of the place says it too, also at a sentence's beginning.
        ("A Hotan carpet was sold.", "Хотанский ковёр продали.", "ru", "Хотанский", MentionStatus.KEPT),
        ("A Semipalatinsk doctor came.", "Приехал семипалатинский врач.", "ru", "семипалатинский", MentionStatus.KEPT),
        ("An East Turkestan badge was found.", "Нашли восточнотуркестанский значок.", "ru", "восточнотуркестанский", MentionStatus.KEPT),
        ("The Sibe kept their letters.", "Сибинцы сохранили свою письменность.", "ru", "Сибинцы", MentionStatus.KEPT),
        # A title declines where no noun stands before it.
        ("Faces from the Xinjiang Police Files.", "Лица из «Полицейских файлов Синьцзяна».", "ru", "«Полицейских файлов", MentionStatus.KEPT),
        # A common word in small letters is no place: или is "or", орал "he wound", астана any capital.
        ("They came from Ili.", "Пришли те или эти.", "ru", "Пришли те или эти.", MentionStatus.MISSING),
        ("Astana waited.", "Ел астанасы күтті.", "kk", "Ел астанасы күтті.", MentionStatus.MISSING),
        # An ending written on to a Latin name, or apart from it.
        ("The end of COVID-19 is near.", "COVID-19 نىڭ ئاخىرى يېقىن.", "ug", "COVID-19 نىڭ", MentionStatus.KEPT),
        ("The end of COVID-19 is near.", "COVID-19نىڭ ئاخىرى يېقىن.", "ug", "COVID-19نىڭ", MentionStatus.KEPT),
        ("Nobody came from Xinjiang.", "Ешкім келген жоқ.", "kk", "Ешкім келген жоқ.", MentionStatus.MISSING),
    ],
)
def test_what_becomes_of_a_name(source: str, text: str, target: str, expected: str, status: MentionStatus) -> None:
    done = verify(source, text, target)
    (mention,) = done.mentions
    assert mention.status is status and expected in done.text
    if status is MentionStatus.MISSING:
        assert [found.code for found in done.findings] == ["name-missing"] and mention.target == ""
    else:
        assert done.text[mention.target_start : mention.target_end] == mention.target


def test_a_policy_asks_for_another_name() -> None:
    done = verify("Nur-Sultan announced the plan.", "Нур-Султан объявил о плане.", "ru", policy="current")
    (mention,) = done.mentions
    assert (mention.written, mention.shown) == ("Nur-Sultan", "Astana") and "Астана" in done.text and "Нур-Султан" not in done.text


def test_a_rival_that_still_stands_is_said() -> None:
    done = verify("Uyghurs, Dungans and Koreans live there.", "ئۇ يەردە ئۇيغۇرلار، خۇيزۇ ۋە خۇيزۇلار ياشايدۇ.", "ug")
    assert "تۇڭگان" in done.text and "خۇيزۇلار" in done.text
    assert [found.values[0] for found in done.findings if found.code == "name-rival"] == ["خۇيزۇلار"]


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        ("да тұрады.", "Олар бүгін Құлжада тұрады."),
        ("лайды тұрады.", "Олар бүгін Құлжа тұрады."),
        ("да тұрады тұрады тұрады.", "Олар бүгін Дуньхуанда тұрады."),
    ],
)
def test_a_missing_name_is_forced_where_the_engine_wrote_another_word_for_it(rest: str, expected: str) -> None:
    """With the ending that the engine then writes; without letters glued to it; and not into a sentence that runs in a loop."""
    source, text = "They live in Ghulja today.", "Олар бүгін Дуньхуанда тұрады."
    (named,) = plan([Segment(0, 0, source)], curated(), "as-written", "2020-04-01")

    class Attentive(BadEngine):
        def others(self, sentence: str, count: int, prefix: str) -> list[Hypothesis]:
            return [Hypothesis(prefix + rest if prefix else text, -0.5)]

    def answers(start: int, end: int) -> tuple[int, int]:
        assert source[start:end] == "Ghulja"
        return text.index("Дуньхуанда"), text.index(" тұрады")

    engine = Attentive(curated(), "kk", [named])
    (done,) = Terminology(curated(), engine).verify([(named, Hypothesis(text, -0.5, answers))])
    assert done.text == expected
    assert done.mentions[0].status is (MentionStatus.MISSING if "Дуньхуан" in expected else MentionStatus.REPAIRED)


@pytest.mark.parametrize(
    ("read", "expected"),
    [
        ("by clauses", "Сот наурызда бітті, ал отбасылар Құлжада кешке дейін күтті."),
        ("whole, and by clauses too", "Сот наурызда бітті, ал отбасылар Құлжада кешке дейін күтті."),
        ("whole", "Ол Құлжада бітті."),
    ],
)
def test_only_the_clause_that_lacks_a_name_is_written_anew(read: str, expected: str) -> None:
    source = "The trial had ended in March, and the families in Ghulja waited until evening."
    (named,) = plan([Segment(0, 0, source)], curated(), "as-written", "2020-04-01")
    spans = clauses.cut(source)
    asked: list[tuple[str, str]] = []

    class Attentive(BadEngine):
        def alternatives(self, sentences: Sequence[str], count: int, prefixes: Sequence[str] = ()) -> list[list[Hypothesis]]:
            asked.extend(zip(sentences, prefixes, strict=True))
            return [[Hypothesis(f"{prefix}да {'бітті' if sentence == source else 'кешке дейін күтті'}.", -0.5)] for sentence, prefix in asked]

    def said(text: str, word: str, at: int) -> Hypothesis:
        place = text.index(word), text.index(word) + len(word)
        return Hypothesis(text, -0.5, lambda start, end: place if source[start + at : end + at] == "Ghulja" else (0, 0))

    parts = [said("Сот наурызда бітті.", "Сот", 0), said("Ал отбасылар Дуньхуанда кешке дейін күтті.", "Дуньхуанда", spans[1].start)]
    joined, whole = clauses.join(source, spans, parts, "kk"), said("Ол Дуньхуанда бітті.", "Дуньхуанда", 0)
    answer = {"by clauses": joined, "whole": whole, "whole, and by clauses too": replace(whole, others=(joined,))}[read]
    (done,) = Terminology(curated(), Attentive(curated(), "kk", [named])).verify([(named, answer)])
    assert done.text == expected and done.mentions[0].status is MentionStatus.REPAIRED
    assert done.text[done.mentions[0].target_start : done.mentions[0].target_end] == "Құлжада"
    assert asked == [(source, "Ол Құлжа") if read == "whole" else ("and the families in Ghulja waited until evening.", "Ал отбасылар Құлжа")]


def test_the_places_that_are_left_are_tried_in_one_batch() -> None:
    """An engine without attention: as far on as in the source, and in front; the first that is accepted is taken."""
    source, text = "They live in Ghulja today.", "Олар бүгін тұрады."
    (named,) = plan([Segment(0, 0, source)], curated(), "as-written", "2020-04-01")
    batches = []

    class Logged(BadEngine):
        def alternatives(self, sentences: Sequence[str], count: int, prefixes: Sequence[str] = ()) -> list[list[Hypothesis]]:
            batches.append(list(prefixes))
            return [[Hypothesis(prefix + "да тұрады.", -0.5)] for prefix in prefixes]

    (done,) = Terminology(curated(), Logged(curated(), "kk", [named])).verify([(named, Hypothesis(text, -0.5))])
    assert batches == [["Олар бүгін Құлжа", "Құлжа"]]
    assert done.text == "Олар бүгін Құлжада тұрады."


@pytest.mark.parametrize(
    ("name_id", "expected"),
    [("kazakhstani", "казахстан"), ("dungan", "дунган"), ("uyghur", "уйгур"), ("sibe", "сибо"), ("han", "ханец"), ("astana", "Астана")],
)
def test_an_engine_goes_on_from_what_noun_and_adjective_share_unless_that_begins_other_words(name_id: str, expected: str) -> None:
    lexicon = Lexicon(curated(), "ru")
    assert lexicon.begun(next(row for row in curated().designations if row.name_id == name_id)) == expected
