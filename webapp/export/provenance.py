"""What made a text, said so that a person can read it: in English and in the language of the translation."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from webapp.document import Translation
from webapp.export.clean import clean
from webapp.export.phrases import PHRASES
from webapp.languages import LANGUAGES

Convert = Callable[[str], str]
"""Turns a sentence of the target language into the script asked for."""


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence or label twice: in English, and in the language and script of the translation."""

    english: str
    local: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the provenance: `key` is stable, `label` names it, `value` says it.

    `plain` is true where the value is the same in every language: a hash, a
    title in the source language, a version.
    """

    key: str
    label: Said
    value: Said

    @property
    def plain(self) -> bool:
        """Whether English and local value are one."""
        return self.value.english == self.value.local


def say(key: str, language: str, convert: Convert = str, **values: str) -> Said:
    """The phrase `key` in English and in `language`, its placeholders filled after script conversion.

    A key that the table does not have (a new naming policy, say) stands for itself.
    """
    if key not in PHRASES:
        return _same(key)
    local = convert(PHRASES[key][language])
    return Said(clean(PHRASES[key]["en"].format(**values)), clean(local.format(**values)))


def ranges(numbers: Iterable[int]) -> str:
    """Numbers in order, said briefly: 1–3, 7, 9–10."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][-1] + 1:
            parts[-1] = [parts[-1][0], number]
        else:
            parts.append([number])
    return ", ".join("–".join(map(str, part)) for part in parts)


def review(translation: Translation, convert: Convert = str) -> Said:
    """Whether a person reviewed the text, and which sentences (counted from 1, empty segments apart)."""
    sentences = [item for item in translation.segments if item.segment.text]
    reviewed = [number for number, item in enumerate(sentences, 1) if item.reviewed]
    key = "review_none" if not reviewed else "review_all" if len(reviewed) == len(sentences) else "review_some"
    return say(
        key,
        translation.target,
        convert,
        count=str(len(reviewed)),
        total=str(len(sentences)),
        list=ranges(reviewed),
    )


def _scores(translation: Translation, convert: Convert) -> Said:
    """The package's measured scores, as its metadata names them."""
    scores = translation.provenance.package.scores
    if not scores:
        return say("unmeasured", translation.target, convert)
    return _same(", ".join(f"{name} {value:.4g}" for name, value in scores))


def _same(text: str) -> Said:
    """A value that is the same in every language."""
    return Said(clean(text), clean(text))


def facts(translation: Translation, script: str, convert: Convert = str) -> tuple[Fact, ...]:
    """The provenance of `translation` shown in `script`, fact by fact in the order of reading."""
    document, made, target = translation.document, translation.provenance, translation.target
    package = made.package

    def known(text: str) -> Said:
        return _same(text) if text.strip() else say("none", target, convert)

    values: tuple[tuple[str, Said], ...] = (
        ("review", review(translation, convert)),
        ("title", known(document.title)),
        ("origin", known(document.origin)),
        ("article_date", known(document.date)),
        ("languages", say("languages_value", target, convert, english=LANGUAGES[target].english)),
        ("script", say(script, target, convert)),
        ("engine", known(made.engine)),
        ("package", _same(f"{package.source} → {package.target} {package.version}")),
        ("package_hash", known(package.sha256)),
        ("licence", known(package.licence)),
        ("scores", _scores(translation, convert)),
        ("glossary", known(made.glossary_sha256)),
        ("naming", say(made.naming, target, convert)),
        ("date", known(made.date)),
    )
    return tuple(Fact(key, say(key, target, convert), value) for key, value in values)
