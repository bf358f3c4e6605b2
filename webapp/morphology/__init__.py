"""The forms of a name: generated, found in a text, carried over to another name.

The terminology step looks for the name it expects in a machine translation in any right form
(`find`) and puts the right name in a rival's place in the same form (`reinflect`).

A form's features are Universal Dependencies' where it has them (universaldependencies.org):

===========  =====================================================================================
Case         Nom Gen Dat Acc Loc Ins; Abl in Kazakh and Uyghur; Ter (-غىچە) in Uyghur
Number       Plur
Poss         the possessor: 1, 2, 2f (polite), 3, 1pl, 2pl (Kazakh and Uyghur)
Deriv        LYQ -лық/-لىق, SYZ -сыз/-سىز, SHA -ша/-چە, DAGY -дағы/-دىكى, NIKI -нікі/-نىڭكى,
             DAI -дай/-دەك; two of them joined by a comma: "LYQ,DAGY"
Number[rel]  and Poss[rel], Case[rel]: what follows DAGY or NIKI (Шыңжаң-дағы-лар-дың)
Cop          a copula written together: 1, 2, 2f, 1pl, 3
Part         a particle written together: AQ, AU; MU, LA, CHU
Gender       Masc Fem Neut, of a Russian name that is an adjective; Animacy Anim, of its accusative
===========  =====================================================================================

`grammar` is the glossary's hint, words separated by spaces. Kazakh and Uyghur: `back`, `front` (a
loan's harmony), `possessed` (the name ends in a possessor's ending: облысы; told by itself in
names of several words), `plain` (it does not); Uyghur also `keep`, `raise` (a final ا/ە).
Russian: `indeclinable`, `plural`, `masculine`, `feminine`, `neuter`, `person`, `place`.
"""

from __future__ import annotations

from webapp.morphology import agreement, russian, russian_faults, turkic
from webapp.morphology.form import Features, Form
from webapp.morphology.kazakh import KAZAKH
from webapp.morphology.uyghur import UYGHUR

__all__ = ["LANGUAGES", "Features", "Form", "agreed", "find", "forms", "generate", "misformed", "reinflect"]

_TURKIC: dict[str, turkic.Grammar] = {"kk": KAZAKH, "ug": UYGHUR}

LANGUAGES = ("kk", "ru", "ug")
"""The languages whose names this package inflects."""


def _known(language: str) -> str:
    """`language`, or a ValueError that says which there are."""
    if language not in LANGUAGES:
        raise ValueError(f"no morphology for {language!r}; there is for {', '.join(LANGUAGES)}")
    return language


def generate(name: str, language: str, features: Features, grammar: str = "") -> str:
    """The form of `name` with these features: ("Шыңжаң", "kk", {"Case": "Loc"}) → "Шыңжаңда".

    Nominative and singular are what is not said. ValueError: the language has no such form, or
    this name has not (a plural of облысы, which is already somebody's).
    """
    if _known(language) == "ru":
        return russian.generate(name, features, grammar)
    return turkic.generate(_TURKIC[language], name, features, grammar)


def forms(name: str, language: str, grammar: str = "") -> tuple[Form, ...]:
    """The forms of `name`, nominative first; copulas, particles and long chains left to `find`.

    In Russian a spelling that is two cases comes twice, else no spelling does.
    """
    if _known(language) == "ru":
        return russian.forms(name, grammar)
    return turkic.forms(_TURKIC[language], name, grammar)


def find(name: str, language: str, text: str, grammar: str = "") -> list[tuple[int, int, Form]]:
    """Where a form of `name` stands in `text` as a word: start, end and the form as it is written.

    The first letter may be of either case, but for a proper name of one word: «или» is not Или,
    nor «семей» Семей; what is derived from one may be small (қазақстандық). A longer word that
    only starts with the name is no form (Алматыбаев), nor is a part of a hyphenated one
    (Синьцзян-Уйгурский).
    """
    found = russian.find(name, text, grammar) if _known(language) == "ru" else turkic.find(_TURKIC[language], name, text, grammar)
    if not name[:1].isupper() or " " in name:
        return found
    return [(start, end, form) for start, end, form in found if not text[start].islower() or form.feature("Deriv")]


def agreed(text: str, language: str) -> str:
    """A machine's text with each adjective that disagrees with the noun right after it put right, in Russian; else as it is.

    Words stay as many, and where they are, but for the letters of an ending.
    """
    return agreement.agree(text) if language == "ru" else text


def misformed(text: str, language: str) -> int:
    """How many words of a text cannot be right as they stand, in Russian; 0 in a language that has no dictionary here."""
    return russian_faults.misformed(text) if language == "ru" else 0


def reinflect(form: Form, new_name: str, language: str, grammar: str = "") -> str:
    """`new_name` in the form that another name had: Шыңжаңда → Шығыс Түркістанда.

    ValueError as in `generate`: the caller then has something to report to the reader.
    """
    return generate(new_name, language, dict(form.features), grammar)
