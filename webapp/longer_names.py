"""Is a name only part of a longer proper name that the glossary doesn't list?

"Xinjiang University" is not a mention of Xinjiang: changing the name there would
invent an institution. Longer names that the glossary lists win by length; for the
rest this module reads the capitalised words beside a name, after the
capitalisation rules for institutions, works and natural features of the Chicago
Manual of Style, 17th ed., 8.50–8.53, 8.62–8.70 and 8.80.
"""

from __future__ import annotations

import re

INSTITUTION_WORDS = frozenset(
    re.findall(
        r"\w+",
        """
    academy accord accords act agency agreement airlines airport airways alliance archive archives arena army
    association avenue awards award bank basin bill bridge brigade bureau canal cathedral center centre championship charter
    church club coalition college commission committee company conference congress consortium convention
    corporation corps cosmodrome council court crescent cup daily database declaration desert diocese division dynasty empire
    encyclopedia exchange exhibition expo federation festival files fleet forum foundation front gate gazette
    glacier group herald highway holding holdings hotel initiative inc institute journal khaganate khanate lake
    league library limited ltd marathon mosque mountain mountains movement museum network news observatory opera
    orchestra organisation organization pact papers park party pass path plateau polygon port post press prize
    process programme program project protocol province qaghanate railway range refinery register republic
    review river road service shrine site society square stadium station steppe stock street summit symphony
    television temple theater theatre times tower treaty tribunal tv union university valley voice war weekly zone
    """,
    )
)
"""Words that close a longer proper name when they follow a name with a capital."""

HEADS_OF = frozenset(
    re.findall(
        r"\w+",
        """
    academy bank church club conference congress council declaration diocese federation front institute khanate
    league library movement museum orchestra organisation organization party republic theater theatre treaty
    tribunal union university voice
    """,
    )
)
"""Words that make a longer proper name of "X of <name>": Bank of China, University of Kashgar."""

_REGIONAL = frozenset({"region", "oblast", "province", "district", "rgn"})
_LISTED_REGIONS = re.compile(r"(?:(?:, and |, | and | or | & )[A-Z][\w-]+(?: [A-Z][\w-]+)?){1,8} (?:regions|oblasts|provinces|districts)\b")
_LOWER_CASE_TOO = {"city": _REGIONAL, "people": frozenset({"dynasty"}), "event": frozenset({"street", "streets", "square", "avenue"})}
SURNAMES = frozenset(
    {"shevchenko", "panfilov", "guryev", "mirzoyan", "chernyayev", "chernyaev", "zhambyl", "dzhambul", "konaev", "konayev",
     "qonaev", "oral", "bole", "sanji", "guma"}
)  # fmt: skip
"""Names of places that are oftener names of people or common words: only a word of place makes them a mention."""

COMMON_WORDS = frozenset({"apple", "amazon", "quartz"})
"""Names of companies that are also things: not after an article, nor at a sentence's beginning without a verb of saying."""

_PLACE_BEFORE = re.compile(
    r"(?:\b(?:in|near|outside|around|at|from|between|through|via|into|inside|beyond|toward|towards|(?:city|town|port|streets|people) of"
    r"|called|(?:re)?named|known as|became|formerly|(?<!according )to)|[(/])[ \u00a0]*(?:then |old |Soviet )?$",
    re.IGNORECASE,
)
_PLACE_AFTER = re.compile(r"[ \u00a0]?(?:\(|/|, (?:now|then|formerly|today)\b)")
_ARTICLE_BEFORE = re.compile(r"\b(?:the|an?)[ \u00a0]$", re.IGNORECASE)
_SPEAKS = re.compile(
    r"(?:['’]s\b|,|[ \u00a0](?:said|says|told|has|had|have|did|does|declined|denied|is|was|will|would|issued|reported|reports|wrote"
    r"|announced|answered|responded|stated|and|removed|published|noted)\b)"
)
_NEXT = re.compile(r"[ \u00a0-]((?:of|for|and|the|in|on|de|&)[ \u00a0])?([^\W_]+)")
_HEAD_BEFORE = re.compile(r"([A-Z][a-z]+) of (?:the )?$")
_SIDE_BEFORE = re.compile(r"\b(?:North|South|East|West|Latin|Inner|Outer|Upper|Lower)[ \u00a0-]$")
_WORD_BEFORE = re.compile(r"(?:^|[^\w])([A-Z][\w’']*)[ \u00a0]$")
_WORD_AFTER = re.compile(r"^[ \u00a0]([A-Z][\w]*)")
_LOWER_WORD = re.compile(r"\b[a-z]{4,}")
_LONGEST_TAIL = 3
_SHORT = 3
_AFTER_SHORT = frozenset({"chinese", "muslim", "muslims", "uyghur", "uyghurs", "kazakh", "kazakhs", "and", "people"})
_OPENING_WORDS = frozenset({"the", "in", "for", "many", "most", "some", "no", "a", "as", "when", "if", "local", "both", "all", "ethnic", "not"})


def follows(text: str, end: int, kind: str, stop: int) -> bool:
    """Whether capitalised words after `end` make a longer proper name of a name of this kind.

    Reads at most three words and no further than `stop`, where the next name of
    the glossary begins. In a line without any word in lower case (a headline) capitals
    say nothing, so only the very next word counts.
    """
    if kind == "city" and _LISTED_REGIONS.match(text, end):
        return True
    at = end
    for step in range(_LONGEST_TAIL):
        found = _NEXT.match(text, at)
        if not found or found.start(2) >= stop or (step == 1 and _is_headline(text, end)):
            return False
        word = found.group(2)
        if not word[:1].isupper():
            return step == 0 and not found.group(1) and word in _LOWER_CASE_TOO.get(kind, frozenset())
        if word.casefold() in INSTITUTION_WORDS or (kind == "city" and word.casefold() in _REGIONAL):
            return True
        at = found.end()
    return False


def headed(text: str, start: int) -> bool:
    """Whether "University of", "Bank of the", or a side ("North Kazakhstan", "Latin America") stands before `start`."""
    if _SIDE_BEFORE.search(text, max(0, start - 8), start):
        return True
    found = _HEAD_BEFORE.search(text, max(0, start - 40), start)
    return found is not None and found.group(1).casefold() in HEADS_OF


def is_other_word(text: str, start: int, end: int) -> bool:
    """Whether a name that is also a surname or a common word is, here, rather that: Taras Shevchenko, Apple trees, Oral history."""
    word = text[start:end].casefold()
    if word in SURNAMES:
        return not (_PLACE_BEFORE.search(text, max(0, start - 30), start) or _PLACE_AFTER.match(text, end))
    if word in COMMON_WORDS:
        opening = not text[max(0, start - 4) : start].strip(" \u00a0\"'“‘(") or text[max(0, start - 2) : start].rstrip()[-1:] in ".!?:\n"
        return bool(_ARTICLE_BEFORE.search(text, max(0, start - 6), start)) or (opening and not _SPEAKS.match(text, end))
    return False


def belongs_to_person(text: str, start: int, end: int) -> bool:
    """Whether a very short name ("Han", "Hui", "Ili") is rather part of somebody's name: Han Zheng, Zhang Hui."""
    if end - start > _SHORT or text[start:end].isupper():
        return False
    before = _WORD_BEFORE.search(text, max(0, start - 30), start)
    after = _WORD_AFTER.match(text[end : end + 30])
    return bool(
        (before and before.group(1).casefold() not in _AFTER_SHORT | _OPENING_WORDS)
        or (after and after.group(1).casefold() not in _AFTER_SHORT | INSTITUTION_WORDS)
    )


def _is_headline(text: str, at: int) -> bool:
    before = text[max(0, at - 200) : at].rsplit("\n", 1)[-1]
    after = text[at : at + 200].split("\n", 1)[0]
    return not _LOWER_WORD.search(before + after)
