"""A sentence as the page shows it: in the script asked for, its names and findings marked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping

from flask_babel import force_locale, gettext

from webapp import checks, quality
from webapp.document import Finding, Mention, PackageInfo, TranslatedSegment
from webapp.languages import LANGUAGES
from webapp.naming import WHY
from webapp.transliteration import transliterate
from webapp.views.site import ui

_REST_OF_WORD = re.compile(r"[\w'’‘ʼ-]*")
_GROUP: Mapping[str, str] = {
    "numbers-lost": "numbers",
    "numbers-invented": "numbers",
    "repetition": "repeats",
    "retried": "repeats",
    "too-short": "length",
    "too-long": "length",
    "latin-left": "language",
    "wrong-script": "language",
    "marks-unpaired": "punctuation",
    "person-invented": "names",
    "not-translated": "language",
    "name-missing": "names",
    "name-repaired": "names",
    "name-order": "names",
    "name-rival": "names",
}
"""What a finding is about: the word of its mark, and what the list of notes is filtered by."""


def groups() -> dict[str, str]:
    """The word for each group of findings, in the interface's language."""
    return {
        "numbers": gettext("numbers"),
        "repeats": gettext("repetition"),
        "length": gettext("length"),
        "language": gettext("language"),
        "punctuation": gettext("punctuation"),
        "names": gettext("name"),
    }


def group(found: Finding) -> str:
    """The group that a finding belongs to."""
    return _GROUP.get(found.code, "language")


def marks(item: TranslatedSegment) -> list[tuple[str, str]]:
    """One mark for each group of a sentence's findings: the group, and its word with how often where that is more than once."""
    counts = Counter(group(found) for found in item.findings)
    words = groups()
    return [(name, words[name] if times == 1 else f"{words[name]}\u00a0×\u00a0{times}") for name, times in counts.items()]


def note(found: Finding) -> str:
    """A finding's sentence in the interface's language."""
    return gettext(checks.MESSAGES[found.code]).format(*found.values) if found.code in checks.MESSAGES else found.message


def shower(language: str, script: str) -> Callable[[str], str]:
    """A function that puts a text of `language` into `script`."""
    own = LANGUAGES[language].script
    return lambda text: text if script == own else transliterate(text, language, own, script)


def changed(mention: Mention) -> bool:
    """Whether the naming policy put another name in the author's place (a plural or a spelling of one name is no other)."""
    return any(part and part in WHY.values() for part in mention.why.split("; "))


def pieces(item: TranslatedSegment) -> list[tuple[str, Mention | None]]:
    """The translated text cut at its names; a name with the rest of its word, so that no word is parted."""
    parts: list[tuple[str, Mention | None]] = []
    done = 0
    for mention in sorted(item.mentions, key=lambda each: each.target_start):
        start = mention.target_start
        if start < done or mention.target_end <= start or mention.target_end > len(item.text):
            continue
        rest = _REST_OF_WORD.match(item.text, mention.target_end)
        end = rest.end() if rest else mention.target_end
        if start > done:
            parts.append((item.text[done:start], None))
        parts.append((item.text[start:end], mention))
        done = end
    if done < len(item.text) or not parts:
        parts.append((item.text[done:], None))
    return parts


def notices(package: PackageInfo, language: str, reviewed: int, total: int) -> list[tuple[str, str, str]]:
    """What stands above a translation, in its language and, where that differs, in the interface's: (language, at once, in full)."""
    said = []
    template, values = quality.statement(package)
    for code in dict.fromkeys((language, ui())):
        with force_locale(code):
            first = gettext(quality.UNREVIEWED)
            if reviewed:
                first = gettext("Machine translation. A person has reviewed {count} of {total} sentences.").format(count=reviewed, total=total)
            short = "" if package.fit else gettext(quality.UNFIT_SHORT)
            said.append((code, f"{first} {short}".strip(), gettext(template).format(**values)))
    return said
