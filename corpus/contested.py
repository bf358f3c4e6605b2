"""Names of the guide and the glossary: each is kept, and none became its rival."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.rows import HERE, LANGUAGES, TRANSLATIONS, Row

GLOSSARY = HERE.parent / "glossary.csv"
"""The reader's glossary: its rival names are added to `GUIDE_NAMES` when the file is there."""


@dataclass(frozen=True, eq=False)
class Name:
    """One name of one thing: its spellings in each language. Rivals share `concept`.

    A `required` name has to stand in the translations, in some form or derived word, wherever the English has it.
    """

    concept: str
    spellings: dict[str, tuple[str, ...]]
    required: bool = False


GUIDE_NAMES = """
xinjiang | East Turkestan, East Turkistan | Шығыс Түркістан | Восточный Туркестан, восточнотуркестанский | شەرقىي تۈركىستان
xinjiang | Xinjiang | Шыңжаң | Синьцзян | شىنجاڭ
uyghur | Uyghur, Uighur | ұйғыр | уйгур | ئۇيغۇر
astana | Nur-Sultan | Нұр-Сұлтан | Нур-Султан | نۇر-سۇلتان
astana | Astana | Астана | Астана | ئاستانا
almaty | Almaty | Алматы | Алматы, алматинский | ئالمۇتا
almaty | Alma-Ata | Алма-Ата | Алма-Ата, алма-атинский | ئالما-ئاتا
kazakhstan | Kazakhstan | Қазақстан | Казахстан | قازاقىستان
beijing | Beijing | Бейжің, Пекин | Пекин | بېيجىڭ
urumqi | Urumqi, Ürümchi | Үрімжі | Урумчи, урумчийский | ئۈرۈمچى
kashgar | Kashgar | Қашқар | Кашгар | قەشقەر
kashgar | Kashi | Каши | Каши | كاشى
ghulja | Ghulja | Құлжа | Кульджа | غۇلجا
ghulja | Yining | Инин | Инин | يىنىڭ
khorgos | Khorgos | Қорғас | Хоргос | قورغاس
hotan | Hotan, Khotan | Хотан | Хотан | خوتەن
altay | Altay, Altai | Алтай | Алтай | ئالتاي
tarbagatay | Tarbagatay | Тарбағатай | Тарбагатай | تارباغاتاي
tarbagatay | Tacheng | Тачэн | Тачэн | تاچېڭ
ili | Ili Kazakh Autonomous Prefecture | Іле Қазақ автономиялы облысы | Или-Казахский автономный округ | ئىلى قازاق ئاپتونوم ئوبلاستى
zhanaozen | Zhanaozen | Жаңаөзен | Жанаозен | جاڭائۆزەن
central-asia | Central Asia | Орталық Азия | Центральная Азия, центральноазиатский | ئوتتۇرا ئاسىيا
belt-and-road | Belt and Road | «Бір белдеу, бір жол» | «Один пояс, один путь» | «بىر بەلباغ، بىر يول»
re-education-camp | re-education camp | қайта тәрбиелеу лагері | лагерь перевоспитания | قايتا تەربىيەلەش لاگېرى
forced-labor | forced labour, forced labor | мәжбүрлі еңбек | принудительный труд | مەجبۇرىي ئەمگەك, مەجبۇرىي ئەمگىك
communist-party | Communist Party of China | Қытай Коммунистік партиясы | Коммунистическая партия Китая | جۇڭگو كوممۇنىستىك پارتىيىسى
human-rights | human rights | адам құқықтары | права человека | كىشىلىك ھوقۇق
genocide | genocide | геноцид | геноцид | ئىرقىي قىرغىنچىلىق
crimes-against-humanity | crimes against humanity, crime against humanity | адамзатқа қарсы қылмыс | преступления против человечности | ئىنسانىيەتكە قارشى جىنايەت
state-department | State Department | Мемлекеттік департаменті | Госдепартамент | دۆلەت ئىشلىرى مىنىستىرلىكى
european-union | European Union | Еуропалық одақ | Европейский союз | ياۋروپا ئىتتىپاقى
"""
"""GUIDE.md's table: concept | English | Kazakh | Russian | Uyghur, spellings divided by commas."""


IDIOMS = frozenset({"human-rights"})
"""Concepts of the guide that translations may put otherwise (human rights lawyer = правозащитник)."""

NO_RIVALS = frozenset({"united-states", "asharshylyk", "european-union", "jeltoqsan"})
"""Concepts of the glossary with short and long names, not contested ones."""


def guide_names() -> list[Name]:
    """`GUIDE_NAMES`, read."""
    table = [[cell.strip() for cell in line.split("|")] for line in GUIDE_NAMES.strip().splitlines()]
    return [
        Name(concept, {language: tuple(re.split(r", (?![^«]*»)", cell)) for language, cell in zip(LANGUAGES, cells, strict=True)}, concept not in IDIOMS)
        for concept, *cells in table
    ]


def glossary_names(path: Path = GLOSSARY) -> list[Name]:
    """The names of the reader's glossary; none if there is no such file."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Name(
                line["concept"],
                {"en": (line["en"], *filter(None, line["en_variants"].split("|"))), **{language: (line[language],) for language in TRANSLATIONS}},
            )
            for line in csv.DictReader(file)
            if line["concept"] not in NO_RIVALS
        ]


_FINAL = {
    "en": r"$^",
    "kk": r"(?<=.{3})[пкқ]$|(?<=.{4})[ыі]$",
    "ru": r"(?<=.{3})(?:[ыиоа]й|[аоые]е|[ая]я|[аяоеиыйь])$",
    "ug": r"(?<=.{3})[اەكقپ]$|(?<=.{4})[ىې]$",
}
"""What may change or fall at a word's end when the word is inflected."""


def stem(name: str, language: str) -> str:
    """A regular expression for any form of a name: each word's stem and what may follow it."""
    stems = [re.escape(re.sub(_FINAL[language], "", word)) for word in re.findall(r"[\w'’.-]+", name)]
    adjective = r"(?!(?:ий|ого|ому|им|ая|ой|ую|ое|ие|их|ими)\b)" if name.endswith("нск") else ""  # Актюбинская область is Aktobe's
    return r"\w*(?:[ «»“”„‹›،,&]+|-)".join(stems) + adjective


class Lookup:
    """Finds names in a text: the longest one at each place, each word of the text looked at once."""

    def __init__(self, names: Iterable[Name], language: str) -> None:
        """Compile the spellings that `names` have in `language`."""
        spellings: dict[str, list[Name]] = defaultdict(list)
        for name in names:
            for spelling in name.spellings[language]:
                spellings[spelling].append(name)
        self._by_start: dict[str, list[tuple[re.Pattern[str], str]]] = defaultdict(list)
        self._names = spellings
        for spelling in sorted(spellings, key=len, reverse=True):
            pattern = stem(spelling, language) + (r"(?:e?s)?\b" if language == "en" else "")
            # A name's first letter counts: common words may be written like it (астана, the capital).
            pattern = f"{pattern[0]}(?i:{pattern[1:]})" if pattern[0].isupper() else f"(?i:{pattern})"
            self._by_start[self._start(spelling)].append((re.compile(pattern), spelling))

    @staticmethod
    def _start(text: str) -> str:
        return text.lstrip("«").lower()[:2]

    def find(self, text: str) -> dict[str, list[Name]]:
        """Each spelling that stands in `text`, and the names that are spelled so."""
        found: dict[str, list[Name]] = {}
        end = 0
        for word in re.finditer(r"\w+", text):
            if word.start() < end:
                continue
            for pattern, spelling in self._by_start.get(self._start(word.group()), ()):
                if match := pattern.match(text, word.start()):
                    found[spelling] = self._names[spelling]
                    end = match.end()
                    break
        return found


class NameCheck:
    """The check that a name is kept and has not become its rival."""

    def __init__(self, names: Sequence[Name] | None = None) -> None:
        """Look for these names, or for those of the guide and the glossary."""
        every = [*guide_names(), *glossary_names()] if names is None else names
        self._lookup = {language: Lookup(every, language) for language in LANGUAGES}
        self._anywhere = {
            (name, language): re.compile("|".join(stem(spelling, language) for spelling in (*name.spellings[language], *name.spellings["en"])), re.IGNORECASE)
            for name in every
            if name.required
            for language in TRANSLATIONS
        }

    def __call__(self, row: Row) -> Iterator[str]:
        """A translation that has a rival of the English name, or lacks the name."""
        source = [name for names in self._lookup["en"].find(row["en"]).values() for name in names]
        for language in row.translations if source else ():
            right = {spelling for name in source for spelling in name.spellings[language]}
            for spelling, names in self._lookup[language].find(row[language]).items():
                rivals = {rival.spellings["en"][0] for name in names for rival in source if rival.concept == name.concept}
                if rivals and not any(spelling in other or other in spelling for other in right):
                    yield f"{language} has {spelling}, English {', '.join(sorted(rivals))}"
            for name in source:
                if name.required and not self._anywhere[name, language].search(row[language]):
                    yield f"{language} lacks {name.spellings[language][0]}"
