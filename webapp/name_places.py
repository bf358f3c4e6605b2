"""Where the names of a concept stand in a translation, right or wrong, in any of their forms.

Wrong are: another name of the concept (a rival), a spelling of the glossary's
`…_avoid`, the English left standing, wrong capitals. `near` finds a misspelt one.
A name inside a longer name of the glossary (Алматы in Алматы облысы) is no place
of the shorter one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache
from os.path import commonprefix

from webapp import morphology
from webapp.designation import Concept, Designation
from webapp.english import plural
from webapp.glossary import Glossary
from webapp.morphology import Form

LIKENESS, SHORTEST = 0.8, 5
"""How alike a misspelt name must be (SequenceMatcher's ratio), and of how many letters at least."""

_NAMED_PLACES = frozenset({"region", "city", "country"})
_DECLENSION = frozenset({"indeclinable", "plural", "masculine", "feminine", "neuter"})
"""The hints of `ru_grammar` that are the morphology's own."""
_WORD = re.compile(r"\w+(?:[-’']\w+)*")
_RUSSIAN_ADJECTIVE = r"(?:(?:н|й|ов|ев|ин|ан)?ск|(?<=ск))(?:ий|ая|ое|ие|ого|ому|им|ом|ой|ую|их|ими)"
"""How Russian makes an adjective of a place (синьцзянский, китайский, семипалатинский); Розенталь, Справочник, § 32."""


@dataclass(frozen=True, slots=True)
class Place:
    """A name in a translation: `form.text` is what stands there, `row` whose name it is.

    `wrong` says that it is no right spelling of that name; `fixed` that it is an
    adjective, in whose place no noun can be put. `what` says in English what is wrong.
    """

    start: int
    end: int
    form: Form
    row: Designation
    name: str
    wrong: bool = False
    fixed: bool = False
    what: str = ""


class Lexicon:
    """The glossary's names in one target language, as a translation may have them."""

    def __init__(self, glossary: Glossary, language: str) -> None:
        self.glossary, self.language = glossary, language
        self._names = [pair for row in glossary.designations for pair in self._own(row)]
        self._spellings = frozenset(name for name, _ in self._names)
        self.longer = lru_cache(maxsize=None)(self._longer)

    def grammar(self, row: Designation, *, also: bool = False) -> str:
        """The row's hints as the morphology takes them; in Russian also what the kind says, since a place is declined unlike a person.

        With `also` only that: the other hints are those of the row's own name (сибо is indeclinable, сибинец is not).
        """
        if self.language != "ru":
            return ""
        kind = "person" if row.kind == "person" else "place" if row.kind in _NAMED_PLACES else ""
        own = [] if also else [hint for hint in row.ru_grammar.split("|") if hint in _DECLENSION]
        return " ".join(filter(None, [kind, *own]))

    def extra(self, row: Designation, hint: str) -> str:
        """The name that the glossary gives after "plural=" or "adj=", or ""."""
        hints = row.ru_grammar.split("|") if self.language == "ru" else []
        return next((value.partition("=")[2] for value in hints if value.startswith(f"{hint}=")), "")

    def begun(self, row: Designation) -> str:
        """The row's name as an engine is given it to go on from: where it has an adjective, what both begin with (казахстан-ец, -ский).

        What is shorter than `SHORTEST` letters begins too many other words (хан, сиб).
        """
        name, adjective = row.name(self.language), self.extra(row, "adj")
        shared = commonprefix([name, adjective])
        return shared if " " not in name and len(shared) >= SHORTEST else name

    def _own(self, row: Designation) -> list[tuple[str, str]]:
        """The names that may stand for a row, the admitted ones last, each with its hints."""
        own = [(row.name(self.language), self.grammar(row)), *((name, self.grammar(row, also=True)) for name in row.also(self.language))]
        return [(name, grammar) for name, grammar in own if name]

    def stands(self, row: Designation, text: str) -> int:
        """How often a row's name stands in a text in a right form: its own, an admitted one's or, in Russian, its adjective's."""
        places = {(place.start, place.end) for place in self._right(row, text) if not place.wrong}
        return sum(not any(a <= start and end <= b and (a, b) != (start, end) for a, b in places) for start, end in places)

    def put(self, row: Designation, form: Form, *, many: bool = False) -> str:
        """The row's name in the form that another had; as much of that form as the name can have, else the nominative."""
        features = dict(form.features) | ({"Number": "Plur"} if many else {})
        irregular = self.extra(row, "plural")
        name, grammar = row.name(self.language), self.grammar(row)
        if irregular and features.get("Number") == "Plur":
            name, grammar = irregular, "plural"
        case = features.get("Case") or features.get("Case[rel]") or "Nom"
        number = {"Number": "Plur"} if features.get("Number") == "Plur" else {}
        for wanted in (features, {**number, "Case": case}, {"Case": case}):
            try:
                text = morphology.generate(name, self.language, wanted, grammar)
            except ValueError:
                continue
            if name.isascii() or morphology.find(name, self.language, text, grammar):
                return text
        return name

    def places(self, concept: Concept, text: str) -> list[Place]:
        """Every place of the concept's names in `text`, in order, none over another."""
        found = [place for row in concept.designations for place in self._right(row, text)]
        found = [place for place in found if not self._inside_longer(place, text)]
        for row in concept.designations:
            found += self._wrong(row, text)
        # The longest first; of two of one length a right one, a noun before an adjective.
        found.sort(key=lambda place: (place.start - place.end, place.wrong, place.fixed))
        free: list[Place] = []
        for place in found:
            if all(place.end <= other.start or other.end <= place.start for other in free):
                free.append(place)
        return sorted(free, key=lambda place: place.start)

    def near(self, row: Designation, text: str, taken: list[tuple[int, int]]) -> Place | None:
        """A misspelt name: a proper name of as many words that is nearly this one, and no other name of the glossary."""
        name = row.name(self.language)
        if len(name) < SHORTEST or (self.language != "ug" and not name[0].isupper()):
            return None
        words, count = list(_WORD.finditer(text)), len(name.split())
        for first in range(len(words) - count + 1):
            start, end = words[first].start(), words[first + count - 1].end()
            written = text[start:end]
            if written[0] != name[0] or not 0.7 < len(written) / len(name) < 2:
                continue
            if any(start < right and left < end for left, right in taken):
                continue
            if SequenceMatcher(None, written[: len(name)], name).ratio() < LIKENESS or self._is_known(written):
                continue
            forms = morphology.forms(name, self.language, self.grammar(row))
            return Place(start, end, Form(written, _likest(forms, written).features), row, name, True, what="misspelt")
        return None

    def _right(self, row: Designation, text: str) -> Iterator[Place]:
        name, grammar = row.name(self.language), self.grammar(row)
        if not name:
            return
        plain = [Place(start, end, form, row, name) for start, end, form in morphology.find(name, self.language, text, grammar)]
        yield from plain or self._otherwise_capitalised(row, name, grammar, text)
        for other, hints in self._own(row)[1:]:
            yield from (Place(start, end, form, row, other) for start, end, form in morphology.find(other, self.language, text, hints))
        if name.isascii():  # written in Latin letters here too: COVID-19
            for match in _latin(name).finditer(text):
                yield Place(match.start("name"), match.end("name"), Form(match["name"], (("Case", "Nom"),)), row, name)
        if self.language != "ru":
            return
        if irregular := self.extra(row, "plural"):
            for start, end, form in morphology.find(irregular, "ru", text, "plural"):
                features = {**dict(form.features), "Number": "Plur"}
                yield Place(start, end, Form(form.text, tuple(features.items())), row, name)
        if adjective := self.extra(row, "adj"):
            yield from (Place(start, end, form, row, name, fixed=True) for start, end, form in morphology.find(adjective, "ru", text))
        elif row.kind in _NAMED_PLACES and " " not in name:
            stem = name.lower().rstrip("аеёиоуыэюяьй")
            first = f"[{stem[:1]}{stem[:1].upper()}]"
            for match in re.finditer(rf"(?<![\w-]){first}{stem[1:]}{_RUSSIAN_ADJECTIVE}(?![\w-])", text) if len(stem) > 3 else ():
                yield Place(match.start(), match.end(), Form(match[0]), row, name, fixed=True)

    def _otherwise_capitalised(self, row: Designation, name: str, grammar: str, text: str) -> Iterator[Place]:
        """The name in a headline's capitals (right), or in other wrong ones; a single small word may be another word (или, семей)."""
        small = text.lower()
        if len(small) != len(text) or small == text.upper():
            return
        for start, end, form in morphology.find(name.lower(), self.language, small, grammar):
            written = text[start:end]
            shown = all(word[:1].isupper() or not word[:1].isalpha() for word in written.split())
            if not shown and " " not in name and small != text:
                continue
            yield Place(start, end, replace(form, text=written), row, name, wrong=not shown, what="" if shown else "in wrong capitals")

    def _wrong(self, row: Designation, text: str) -> Iterator[Place]:
        grammar = self.grammar(row)
        for spelling in row.avoid(self.language):
            if spelling not in self._spellings:
                for start, end, form in morphology.find(spelling, self.language, text, grammar):
                    yield Place(start, end, form, row, spelling, True, what="a spelling to avoid")
        for english in (row.en, *row.en_variants):
            if english.lower() == row.name(self.language).lower():
                continue
            yield from self._english(english, row, text)
            many = plural(english)
            if row.kind in ("people", "term") and many != english:
                yield from self._english(many, row, text)

    def _english(self, english: str, row: Designation, text: str) -> Iterator[Place]:
        """The English left standing, with an ending of the language on it or none."""
        if english.split()[0].lower() not in text.lower():
            return  # most often; compiling the expression costs more than all the rest
        for match in _latin(english).finditer(text):
            start, end, name, tail = match.start(), match.end(), match["name"], match["tail"] or ""
            # A word that does not decline shows the case that the words round it ask for.
            hint = "indeclinable" if self.language == "ru" else ""
            around = {"ru": text[: match.end("name")], "kk": f"{name}-{tail}"}.get(self.language, f"{name} {tail}" if tail else text[start:])
            at = start if self.language == "ru" else 0
            forms = [(stop, form) for begin, stop, form in morphology.find(name, self.language, around, hint) if begin == at]
            if forms and self.language == "ug" and not tail:
                end = start + forms[0][0]  # the ending stands apart: Xinjiang دا
            features = forms[0][1].features if forms else (("Case", "Nom"),)
            yield Place(start, end, Form(text[start:end], features), row, english, True, what="left in English")

    def _is_known(self, written: str) -> bool:
        return any(morphology.find(name, self.language, written, grammar) for name, grammar in self._names)

    def _longer(self, name: str) -> tuple[tuple[str, str], ...]:
        stem = name[1:-1].lower() if len(name) > 4 else name.lower()
        return tuple((other, grammar) for other, grammar in self._names if len(other) > len(name) and stem in other.lower())

    def _inside_longer(self, place: Place, text: str) -> bool:
        for name, grammar in self.longer(place.name):
            for start, end, _ in morphology.find(name, self.language, text, grammar):
                if start <= place.start and place.end <= end and end - start > place.end - place.start:
                    return True
        return False


def _likest(forms: Sequence[Form], written: str) -> Form:
    """The form that a misspelt name is most like; the first of several."""
    likest, best = forms[0], -1.0
    for form in forms:
        matcher = SequenceMatcher(None, written, form.text)
        # Both bounds are cheap, and most of a name's hundred forms are below the best.
        if matcher.real_quick_ratio() > best and matcher.quick_ratio() > best and (ratio := matcher.ratio()) > best:
            likest, best = form, ratio
    return likest


@lru_cache(maxsize=4096)
def _latin(english: str) -> re.Pattern[str]:
    """An English name in any capitals, with a possessive or an ending in other letters."""
    name = re.escape(english).replace(r"\ ", r"\s+")
    return re.compile(rf"(?<![\w-])(?P<name>{name})(?:['’]s)?(?:[-'’]?(?P<tail>(?:(?![A-Za-z0-9_])\w){{1,7}})(?!\w)|(?!\w|-\w))", re.IGNORECASE)
