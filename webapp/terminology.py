"""Does the translation carry the right names in a right form? Mends it on any engine, or reports a Finding.

For each segment with names, in this order and only as far as is needed:

1. the name asked for stands there in one of its forms: kept;
2. another name of the same concept, a spelling to avoid, a misspelling or the
   English stands there: the right name takes its place in the same form. Where another answer that the engine made on
   the way (`Hypothesis.others`) so has more of the names, it is taken;
3. the translation of the name's clause up to the name is forced as a prefix, and the engine writes the rest of the
   clause, the name's ending included: at the word that it wrote for the name, by its attention; where that fails, as far
   on as in the source and, in a short clause, in front, of which the first that is accepted is taken;
4. where the engine cannot be forced, the first of its n-best hypotheses that has more of the names, after 2;
5. the text stays, the mention is missing, and a Finding says so.

What the engine writes anew (3, 4) is taken only if its score does not collapse
and no check finds in it what it did not find before (`accepted`). A name put in a
rival's place (2) needs no score: all other words stay the engine's own, and the
engine's taste for the rival is the very fault. Segments without names cost nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from webapp import checks, morphology, naming
from webapp.document import Finding, Hypothesis, Mention, MentionStatus, TranslatedSegment
from webapp.engine import Engine
from webapp.errors import EngineError
from webapp.glossary import Glossary
from webapp.name_matching import Settled, Want, settle, wanted
from webapp.name_places import Lexicon
from webapp.naming import NamedSegment, PlannedMention
from webapp.openings import COLLAPSE, LONGEST, ROUNDS, Clause

N_BEST = 4
FORCED = 2
"""How many missing names of one segment are forced."""
HOPELESS = 4
"""So many names missing from one sentence mean that the engine did not translate it: no further try will help."""
UNSPELT = 4
"""So many prefixes in a row that the engine's answers do not begin with mean that its tokenizer cannot spell the language."""
CREDIT, DRIP, GAIN, MOST = 2.0, 0.04, 2.0, 16.0
"""Decoding again must pay. The step may try `CREDIT` sentences, and `DRIP` more for each sentence that is translated; one
in vain costs 1, one that brings a name back earns `GAIN`, up to `MOST`. So an engine that knows the names is asked as
often as it takes, and one that does not costs little. No clock takes part: the same text gives the same translation."""

_BAD = frozenset({"repetition", "too-short", "too-long", "numbers-lost", "numbers-invented", "wrong-script"})


@dataclass(frozen=True, slots=True)
class Verified:
    """A segment's translation after the step: its text, score, mentions in order, and what a reader should know of them."""

    text: str
    score: float
    mentions: tuple[Mention, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class _Attempt:
    """A translation with its names put right, and how the engine was brought to it ("" for its first answer)."""

    settled: Settled
    hypothesis: Hypothesis
    how: str = ""

    @property
    def score(self) -> float:
        """Mean log probability of a token."""
        return self.hypothesis.score


@dataclass(frozen=True, slots=True)
class _Case:
    """A sentence that lacks names: what was sent, the names it should have, and the engine's first answer."""

    source: str
    wants: tuple[Want, ...]
    first: _Attempt


class Terminology:
    """The step for one glossary and one engine."""

    def __init__(self, glossary: Glossary, engine: Engine) -> None:
        self.lexicon = Lexicon(glossary, engine.package.target)
        self.engine = engine
        self._credit = CREDIT
        self._lost_prefixes = 0

    def verify(self, items: Sequence[tuple[NamedSegment, Hypothesis]]) -> list[Verified]:
        """The translations of some segments with their names verified, in order; what must be decoded again is decoded at once."""
        wants = [wanted(named, self.lexicon.glossary.by_id) if named.mentions else () for named, _ in items]
        first = [self._first(named, want, hypothesis) for (named, hypothesis), want in zip(items, wants, strict=True)]
        last = dict(enumerate(first))
        self._credit += DRIP * len(items)
        again = [n for n, attempt in last.items() if 0 < len(attempt.settled.missing) < HOPELESS and len(items[n][0].text) <= LONGEST]
        while again and self._credit >= 1:
            now, again = again[: int(self._credit)], again[int(self._credit) :]
            tried = self._again({n: _Case(items[n][0].text, wants[n], first[n]) for n in now})
            last |= tried
            self._credit = min(MOST, self._credit + sum(GAIN if tried[n] is not first[n] else -1 for n in now))
        return [
            self._verified(named, want, one, other) if named.mentions else Verified(hypothesis.text, hypothesis.score)
            for (named, hypothesis), want, one, other in zip(items, wants, first, last.values(), strict=True)
        ]

    def _first(self, named: NamedSegment, wants: tuple[Want, ...], hypothesis: Hypothesis) -> _Attempt:
        """Steps 1 and 2 on the engine's answer, or on another that it has made already, where that has more of the names."""
        if not wants:
            return _Attempt(Settled(hypothesis.text, {}, ()), hypothesis)
        first = _Attempt(settle(hypothesis.text, wants, self.lexicon, named.text), hypothesis)
        return self._better(_Case(named.text, wants, first), hypothesis.others, first, "")

    def accepted(self, case: _Case, new: _Attempt, old: _Attempt) -> bool:
        """Whether another translation may take the place of one that lacks names.

        Its score is measured from the first answer's, so that it cannot sink step by step.
        """
        if len(new.settled.missing) >= len(old.settled.missing) or new.score < case.first.score - COLLAPSE:
            return False
        return not (self._faults(case, new.settled) - self._faults(case, old.settled)) & _BAD

    def _faults(self, case: _Case, settled: Settled) -> set[str]:
        names = [(case.wants[n].sent, settled.text[found.start : found.end]) for n, found in settled.found.items()]
        return {found.code for found in checks.check(case.source, settled.text, self.engine.package.target, names)}

    def _again(self, cases: dict[int, _Case]) -> dict[int, _Attempt]:
        """Steps 3 and 4, all sentences together: the best attempt of each, which is its first where nothing better comes."""
        target = self.engine.package.target
        best = {n: case.first for n, case in cases.items()}
        base = {n: self._by_clauses(case) for n, case in cases.items()}
        for turn in range(FORCED):
            lacking = {n: self._lacking(case, turn, base[n], best[n]) for n, case in cases.items()}
            for places in ROUNDS:
                if self._lost_prefixes >= UNSPELT:
                    break
                tried = [(n, opening) for n, one in lacking.items() if one for opening in one.openings(places, self.lexicon.begun(one.want.row))]
                answers = self._alternatives([opening.clause.source for _, opening in tried], 1, [opening.prefix for _, opening in tried])
                begun = any(opening.begins(new) for (_, opening), hypotheses in zip(tried, answers, strict=False) for new in hypotheses)
                # An engine that failed gave no answers; that says nothing of its spelling.
                self._lost_prefixes = 0 if begun else self._lost_prefixes + len(answers)
                for (n, opening), hypotheses in zip(tried, answers, strict=False):
                    if lacking[n]:
                        written = opening.sentences(hypotheses, target)
                        anew = self._better(cases[n], written, best[n], "the engine wrote the sentence anew round the name")
                        if anew is not best[n]:
                            best[n] = base[n] = anew
                            lacking[n] = self._lacking(cases[n], turn, anew, anew)
        if self._lost_prefixes >= UNSPELT:
            for n, hypotheses in zip(cases, self._alternatives([case.source for case in cases.values()], N_BEST), strict=False):
                best[n] = self._better(cases[n], hypotheses, best[n], "taken from another hypothesis of the engine")
        return best

    def _by_clauses(self, case: _Case) -> _Attempt:
        """What is written anew: the reading by clauses, where it lacks the same names, since a clause costs less than a sentence."""
        for hypothesis in () if case.first.hypothesis.parts else case.first.hypothesis.others:
            if hypothesis.parts:
                attempt = _Attempt(settle(hypothesis.text, case.wants, self.lexicon, case.source), hypothesis)
                if attempt.settled.missing == case.first.settled.missing:
                    return attempt
        return case.first

    def _better(self, case: _Case, hypotheses: Iterable[Hypothesis], best: _Attempt, how: str) -> _Attempt:
        """The first of the hypotheses that is accepted, else `best`."""
        for hypothesis in hypotheses if best.settled.missing else ():
            attempt = _Attempt(settle(hypothesis.text, case.wants, self.lexicon, case.source), hypothesis, how)
            if self.accepted(case, attempt, best):
                return attempt
        return best

    def _alternatives(self, sources: Sequence[str], count: int, prefixes: Sequence[str] = ()) -> list[list[Hypothesis]]:
        try:
            return self.engine.alternatives(sources, count, prefixes) if sources else []
        except EngineError:
            return []  # what the engine gave at first stands, with a finding

    def _lacking(self, case: _Case, turn: int, base: _Attempt, best: _Attempt) -> Clause | None:
        """The clause of `base` that lacks the first answer's missing name number `turn`; None where that has come back."""
        missing = case.first.settled.missing
        if turn >= len(missing) or missing[turn] not in best.settled.missing:
            return None
        return Clause.lacking(case.wants[missing[turn]], case.wants, case.source, base.hypothesis, self.lexicon)

    def _verified(self, named: NamedSegment, wants: Sequence[Want], first: _Attempt, last: _Attempt) -> Verified:
        mentions, findings = [], []
        for number, planned in enumerate(named.mentions):
            own = [n for n, want in enumerate(wants) if want.mention == number]
            mention, found = self._mention(planned, own, wants, first, last)
            mentions.append(mention)
            findings += found
        turned = sorted({n for pair in last.settled.reversed for n in pair})
        if turned:
            names = ", ".join(dict.fromkeys(wants[n].row.name(self.lexicon.language) for n in turned))
            findings.append(checks.finding("name-order", names))
        findings += self._rivals(wants, last.settled)
        return Verified(last.settled.text, last.score, tuple(mentions), tuple(findings))

    def _rivals(self, wants: Sequence[Want], settled: Settled) -> list[Finding]:
        """A finding for each other name of a concept that still stands in the text, unasked: said, since it cannot safely be mended."""
        language = self.lexicon.language
        asked = {want.row.name(language) for want in wants}
        taken = [(place.start, place.end) for place in settled.found.values()]
        found: dict[str, Finding] = {}
        for want in wants:
            for row in self.lexicon.glossary.by_id[want.row.concept].designations:
                name = row.name(language)
                if not name or name in asked:
                    continue
                for start, end, form in morphology.find(name, language, settled.text, self.lexicon.grammar(row)):
                    if not any(start < other_end and other_start < end for other_start, other_end in taken):
                        found.setdefault(name, checks.finding("name-rival", form.text, want.row.name(language)))
        return list(found.values())

    def _mention(
        self, planned: PlannedMention, own: Sequence[int], wants: Sequence[Want], first: _Attempt, last: _Attempt
    ) -> tuple[Mention, list[Finding]]:
        """What became of one mention: `own` are the numbers of its wants (two where a second name is in brackets)."""
        found = last.settled.found
        base = Mention(planned.concept, planned.written, _shown(planned), "", MentionStatus.MISSING, planned.why, planned.start, planned.end)
        lacking = [n for n in own if n not in found]
        if lacking:
            row = wants[lacking[0]].row
            return base, [checks.finding("name-missing", row.name(self.lexicon.language) or row.en, row.en)]
        text = last.settled.text
        start, end = min(found[n].start for n in own), max(found[n].end for n in own)
        end += len(own) > 1 and text[end : end + 1] == ")"
        hows = [_how(found[n].was, found[n].what) for n in own if found[n].what]
        if last.how and any(n in first.settled.missing for n in own):
            hows.append(last.how)
        status = MentionStatus.REPAIRED if hows else MentionStatus.KEPT
        why = "; ".join(dict.fromkeys(part for part in (planned.why, *hows) if part))
        mention = replace(base, target=text[start:end], status=status, why=why, target_start=start, target_end=end)
        if not hows:
            return mention, []
        was = next((found[n].was for n in own if found[n].was), planned.sent)
        return mention, [checks.finding("name-repaired", text[start:end], f"{was} → {text[start:end]}")]


def missing(named: NamedSegment, target: str) -> tuple[tuple[Mention, ...], tuple[Finding, ...]]:
    """Every mention of a segment that has no translation, and a finding for each."""
    mentions = [Mention(m.concept, m.written, _shown(m), "", MentionStatus.MISSING, m.why, m.start, m.end) for m in named.mentions]
    findings = [checks.finding("name-missing", m.shown.name(target) or m.shown.en, m.shown.en) for m in named.mentions]
    return tuple(mentions), tuple(findings)


def _shown(planned: PlannedMention) -> str:
    """The designation that was asked for, in the source language, with the one in brackets."""
    return planned.shown.en + (f" ({planned.also.en})" if planned.also else "")


def _how(was: str, what: str) -> str:
    """What was done in place, in English."""
    return f"put in place of “{was}” ({what})" if was else what


_PLANNED = frozenset({*naming.WHY.values(), naming.QUOTED, naming.CONTRASTED, naming.NAMED})


def retold(item: TranslatedSegment, named: NamedSegment) -> TranslatedSegment:
    """A kept translation under another naming policy that changes nothing in it: `why` says what this policy says."""
    if len(item.mentions) != len(named.mentions):
        return item
    mentions = []
    for mention, planned in zip(item.mentions, named.mentions, strict=True):
        hows = [part for part in mention.why.split("; ") if part not in _PLANNED]
        mentions.append(replace(mention, why="; ".join(part for part in (planned.why, *hows) if part)))
    return replace(item, mentions=tuple(mentions))
