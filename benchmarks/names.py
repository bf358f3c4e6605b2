"""`python -m benchmarks.names`: are the glossary's names in the translation, before the terminology step and after it?

Over the sentences of `tests/data/names.tsv`, as written, in three languages, with the
shipped packages and with an engine that is bad with names on purpose
(`tests/names_engine.py`: drops them, swaps rivals, leaves English, misspells). A
name is right where one of its own forms stands (in Russian, its adjective's too), as often as it is asked for; a
*silent swap* is another name of the same concept standing there, unasked, while neither
a finding names it nor a mention of that concept is reported missing.
"""

from __future__ import annotations

import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.speed import RESULTS, cpu, replace_section
from tests.names_engine import BadEngine, named_table
from webapp import config, glossary, morphology, packages, pipeline
from webapp.document import MentionStatus
from webapp.engine import ArgosEngine, Engine
from webapp.glossary import Glossary
from webapp.languages import TARGETS
from webapp.library import bundled
from webapp.naming import NamedSegment
from webapp.terminology import Terminology

ROOT = Path(__file__).resolve().parent.parent


def measure(names: Glossary, engine: Engine, sentences: list[NamedSegment]) -> dict[str, float]:
    """Percent of right names before and after, silent swaps, and misses without a finding."""
    target = engine.package.target
    drafts = list(engine.translate([item.text for item in sentences]))
    step = Terminology(names, engine)
    verified = [done for start in range(0, len(sentences), 16) for done in step.verify(list(zip(sentences, drafts, strict=True))[start : start + 16])]
    asked = before = after = silent = swaps = 0
    for item, draft, done in zip(sentences, drafts, verified, strict=True):
        rows = {mention.shown.name(target): mention.shown for mention in item.mentions}
        for name, times in Counter(mention.shown.name(target) for mention in item.mentions).items():
            row = rows[name]
            asked += times
            # Both sides are looked for in the text itself: the step's own verdict is what is being measured.
            before += min(times, step.lexicon.stands(row, draft.text))
            after += min(times, step.lexicon.stands(row, done.text))
        told = {mention.concept for mention in done.mentions if mention.status is MentionStatus.MISSING}
        said = {value.casefold() for found in done.findings if found.code == "name-rival" for value in found.values[:1]}
        for mention in done.mentions:
            if mention.status is MentionStatus.MISSING and not any(found.code == "name-missing" for found in done.findings):
                silent += 1
        wanted = {mention.shown.name(target) for mention in item.mentions} | {m.also.name(target) for m in item.mentions if m.also}
        asked_at = [(start, end) for name in wanted for start, end, _ in morphology.find(name, target, done.text)]
        for concept in {mention.concept for mention in item.mentions}:
            for row in names.by_id[concept].designations:
                name = row.name(target)
                # A rival's word inside the name that was asked for (желтоқсан in «1986 жылғы желтоқсан оқиғасы») is that name.
                hits = morphology.find(name, target, done.text)
                places = [hit for hit in hits if not any(a <= hit[0] and hit[1] <= b for a, b in asked_at)]
                stands = {form.text.casefold() for _, _, form in places}
                if name not in wanted and concept not in told and stands - said:
                    swaps += 1
    return {"names": asked, "before": 100 * before / asked, "after": 100 * after / asked, "silent": silent, "swaps": swaps}


def cost(names: Glossary, engine: ArgosEngine) -> float:
    """Percent of the bundled article's translation time that the step adds (medians of five turns)."""
    ratios = []
    for _ in range(5):
        began = time.monotonic()
        pipeline.translate(bundled(), engine)
        plain = time.monotonic() - began
        began = time.monotonic()
        pipeline.translate(bundled(), engine, glossary=names)
        ratios.append((time.monotonic() - began) / plain - 1)
    return 100 * sorted(ratios)[2]


def main() -> None:
    """Print the table and write it to RESULTS.md."""
    names = glossary.load(ROOT / "glossary.csv")
    rows = []
    for target in TARGETS:
        sentences = named_table(names, "as-written", target)
        shipped = ArgosEngine(packages.find((config.PACKAGE / "models",), "en", target))
        for label, engine in (("shipped package", shipped), ("engine bad with names", BadEngine(names, target, sentences))):
            figures = measure(names, engine, sentences)
            step = f"{cost(names, engine):.0f} %" if isinstance(engine, ArgosEngine) else "–"
            rows.append(
                f"| {target} | {label} | {figures['names']:.0f} | {figures['before']:.1f} % | {figures['after']:.1f} % | "
                f"{figures['swaps']:.0f} | {figures['silent']:.0f} | {step} |"
            )
            print(rows[-1], flush=True)
    table = "\n".join(rows)
    section = f"""## Names: kept as themselves, before and after the terminology step

{datetime.now(UTC).date()}, {cpu()}; {len(sentences)} sentences of tests/data/names.tsv, as written. The last column is the time that the step adds
to the translation of the bundled article.

| to | engine | names | right before | right after | silent swaps | misses without a finding | cost |
|---|---|---|---|---|---|---|---|
{table}
"""
    replace_section(RESULTS, section)


if __name__ == "__main__":
    main()
