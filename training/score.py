"""`score`: measure the packages in `webapp/models/` and write the figures into them.

Through `webapp.engine`, as the reader has it (beam size, checks), so that the
figures are those of what is read. FLORES-200 devtest (1,012 sentences) is out of
domain; `domain.dev.tsv` (200 rows held out of the corpus) is in it. Neither is
trained on; the corpus's word lists were drawn from the English side of public
news test sets (words only).
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sacrebleu.metrics import BLEU, CHRF

from training.config import TARGETS
from training.data import PROJECT, shippable
from webapp import checks, config, glossary, naming, packages, pipeline
from webapp.document import Segment
from webapp.engine import ArgosEngine
from webapp.terminology import Terminology

EVAL = PROJECT.parent / "shared" / "eval"
MODELS = PROJECT / "webapp" / "models"
PEERS = (
    ("OPUS-MT eng-kaz (2021)", {"kk": 46.0}),
    ("OPUS-MT tc-big en-zle", {"ru": 59.7}),
    ("NLLB-200 600M", {"kk": 48.9, "ug": 42.2, "ru": 53.2}),
    ("NLLB-200 1.3B distilled", {"kk": 50.1, "ug": 46.2, "ru": 55.7}),
    ("Tilmash (dev+devtest)", {"kk": 60.0, "ru": 60.0}),
)
"""Published chrF on FLORES-200 devtest: OPUS-MT leaderboards, the KazParC README, model cards."""


ARGOS_BEAM = 4
"""The beam size that Argos Translate decodes with."""
WHOLE = ".whole"
"""A test set with each sentence read whole only, as Argos Translate and LibreTranslate read it (see `webapp.clauses`)."""


@dataclass(frozen=True, slots=True)
class TestSet:
    """A test set: its name, the English side, and the reference of each language."""

    name: str
    english: list[str]
    references: dict[str, list[str]]


def test_sets(limit: int = 0) -> list[TestSet]:
    """Both sets, each cut to its first `limit` sentences unless that is 0. Raises FileNotFoundError where they are absent."""
    found = []
    for name, file, header in (("flores200.devtest", "flores200.devtest.tsv", 1), ("domain.dev", "domain.dev.tsv", 0)):
        rows = [line.split("\t") for line in (EVAL / file).read_text(encoding="utf-8").splitlines()[header:]]
        rows = rows[: limit or None]
        columns = {"kk": 1, "ru": 2, "ug": 3}
        found.append(TestSet(name, [r[0] for r in rows], {code: [r[column] for r in rows] for code, column in columns.items()}))
    return found


def measure(english: Sequence[str], references: Sequence[str], engine: ArgosEngine) -> dict[str, float | str]:
    """chrF, BLEU with their signatures, sentences a second, and the share of sentences with each of two findings."""
    began = time.monotonic()
    done = list(pipeline.translate_segments([Segment(i, 0, text) for i, text in enumerate(english)], engine))
    seconds = time.monotonic() - began
    texts = [item.text for item in done]
    chrf, bleu = CHRF(), BLEU()
    figures: dict[str, float | str] = {
        "chrf": round(chrf.corpus_score(texts, [list(references)]).score, 2),
        "bleu": round(bleu.corpus_score(texts, [list(references)]).score, 2),
        "sentences_per_second": round(len(english) / seconds, 1),
        "chrf_signature": str(chrf.get_signature()),
        "bleu_signature": str(bleu.get_signature()),
    }
    target = engine.package.target
    for name, codes in (("repetition", {"repetition"}), ("number_errors", {"numbers-lost", "numbers-invented"})):
        hits = sum(any(f.code in codes for f in checks.check(e, t, target)) for e, t in zip(english, texts, strict=True))
        figures[name] = round(100 * hits / len(english), 2)
    return figures


def name_sentences() -> list[str]:
    """The source sentences of `tests/data/names.tsv`, each once."""
    lines = (PROJECT / "tests" / "data" / "names.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return list(dict.fromkeys(row[3] for row in rows[1:]))  # the first row is the header


def names_kept(engine: ArgosEngine, limit: int = 0) -> tuple[float, float]:
    """Percent of the glossary names in `tests/data/names.tsv` whose own counterpart stands in the translation.

    In any of its forms, as often as the source has it; first in the raw translation of what the reader's pipeline sends
    (variant spellings in the glossary's own, a former name as today's where they are one in the target language), then after its repair step.
    """
    target = engine.package.target
    sentences = name_sentences()[: limit or None]
    known = glossary.load(PROJECT / "glossary.csv")
    named = naming.plan([Segment(n, n, sentence) for n, sentence in enumerate(sentences)], known, "as-written", "", target=target)
    drafts = list(zip(named, engine.translate([item.text for item in named]), strict=True))
    step = Terminology(known, engine)
    verified = [done for start in range(0, len(drafts), 16) for done in step.verify(drafts[start : start + 16])]
    asked = raw = repaired = 0
    for item, (_, draft), done in zip(named, drafts, verified, strict=True):
        rows = {mention.shown.name(target): mention.shown for mention in item.mentions}
        for name, times in Counter(mention.shown.name(target) for mention in item.mentions).items():
            asked += times
            raw += min(times, step.lexicon.stands(rows[name], draft.text))
            repaired += min(times, step.lexicon.stands(rows[name], done.text))
    return round(100 * raw / max(1, asked), 1), round(100 * repaired / max(1, asked), 1)


def main(limit: int = 0, save: bool = True) -> dict[str, dict[str, dict[str, float | str]]]:
    """Measure every package, print the table, and (for whole sets) write it into metadata and README."""
    settings = config.load()
    table: dict[str, dict[str, dict[str, float | str]]] = {}
    names: dict[str, tuple[float, float]] = {}
    for language in TARGETS:
        engine = ArgosEngine(packages.find((MODELS,), "en", language), beam_size=settings.beam_size)
        sets = test_sets(limit)
        table[language] = {s.name: measure(s.english, s.references[language], engine) for s in sets}
        if not limit:
            whole = ArgosEngine(engine.package, beam_size=ARGOS_BEAM, plain=True)
            table[language] |= {s.name + WHOLE: measure(s.english, s.references[language], whole) for s in sets}
        for name, figures in table[language].items():
            print(
                f"en→{language}  {name:24}  chrF {figures['chrf']:5.2f}  BLEU {figures['bleu']:5.2f}  repetition {figures['repetition']:5.2f} %  "
                f"number errors {figures['number_errors']:5.2f} %  {figures['sentences_per_second']} sentences/s"
            )
        names[language] = names_kept(engine, limit)
        print(f"en→{language}  names kept as themselves, before any repair: {names[language][0]} %, after it: {names[language][1]} %")
        if save and not limit:
            write(engine.package.path, language, table[language], names[language])
    if save and not limit:
        write_project_readme(table, names)
    print(next(iter(table["kk"].values()))["chrf_signature"], next(iter(table["kk"].values()))["bleu_signature"])
    return table


def write(folder: Path, language: str, figures: dict[str, dict[str, float | str]], kept: tuple[float, float]) -> None:
    """Put a package's figures into its `metadata.json` and its README."""
    metadata = json.loads((folder / "metadata.json").read_text(encoding="utf-8"))
    metadata["scores"] = {
        f"{name}.{measure}": value
        for name, measured in figures.items()
        for measure, value in measured.items()
        if measure in ("chrf", "bleu", "repetition", "number_errors")
    } | {"names.kept": kept[0], "names.repaired": kept[1]}
    (folder / "metadata.json").write_text(json.dumps(metadata, indent=2) + "\n", encoding="utf-8")
    (folder / "README.md").write_text(readme(metadata, language, figures), encoding="utf-8")


def write_project_readme(table: dict[str, dict[str, dict[str, float | str]]], names: dict[str, tuple[float, float]]) -> None:
    """Put the table of scores, beside published ones, between the markers in the project's README."""
    file = PROJECT / "README.md"
    before, rest = file.read_text(encoding="utf-8").split("<!-- scores -->")
    _, after = rest.split("<!-- /scores -->")
    rows = ["| chrF / BLEU on FLORES-200 devtest | kk | ug | ru |", "|---|---|---|---|"]
    order = ("kk", "ug", "ru")

    def cells(name: str) -> str:
        return " | ".join(f"{table[code][name]['chrf']:.1f} / {table[code][name]['bleu']:.1f}" for code in order)

    rows.append(f"| **these packages** | {cells('flores200.devtest')} |")
    rows.append(f"| … sentences whole only, as Argos Translate reads them | {cells('flores200.devtest' + WHOLE)} |")
    rows.append(f"| **these packages**, in-domain set (200 rows) | {cells('domain.dev')} |")
    rows.append(f"| … sentences whole only | {cells('domain.dev' + WHOLE)} |")
    rows += [f"| {peer} (published) | " + " | ".join(str(scores.get(code, "–")) for code in order) + " |" for peer, scores in PEERS]
    raw, repaired = (", ".join(f"{names[code][side]:.1f} % ({code})" for code in order) for side in (0, 1))
    wrong = ", ".join(f"{table[code]['flores200.devtest']['number_errors']:.0f} % ({code})" for code in order)
    text = "\n".join(rows)
    text += f"\n\nGlossary names that stand as themselves in the raw translation, before the repair step: {raw}; after it:\n"
    text += f"{repaired}. FLORES sentences with a number lost or invented: {wrong}. sacrebleu:\n"
    text += f"`{table['kk']['flores200.devtest']['chrf_signature']}`,\n"
    text += f"`{table['kk']['flores200.devtest']['bleu_signature']}`; `python -m training score` measures all of it again.\n"
    file.write_text(f"{before}<!-- scores -->\n{text}<!-- /scores -->{after}", encoding="utf-8")


def readme(metadata: dict[str, Any], language: str, figures: dict[str, dict[str, float | str]]) -> str:
    """The package's README: what it is, its licence, data and scores."""
    rows = "\n".join(
        f"| {name} | {m['chrf']} | {m['bleu']} | {m['repetition']} % | {m['number_errors']} % |" for name, m in figures.items()
    )
    peers = "\n".join(f"| {name} | {scores[language]} |" for name, scores in PEERS if language in scores)
    sources = ", ".join(name for name, ship in shippable().items() if ship and name != "encoder")
    unfit = float(figures["flores200.devtest"]["chrf"]) < packages.FIT
    warning = f"**Unfit for use**: below chrF {packages.FIT:.0f} a text often says, fluently, what the source does not.\n\n" if unfit else ""
    return f"""# English → {metadata["to_name"]}, an Argos Translate package of the Oqyrman project

{warning}Version {metadata["package_version"]}, {metadata["updates"]} updates of training. Works in Argos Translate and LibreTranslate as it is.

## Licence
{metadata["licence"]}. Trained from texts under CC0, CC BY, CC BY-SA and the Unicode licence: {sources}
(`training/sources.toml` names each with its repository). The English encoder was initialised from
sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0).

## Scores
Measured with `python -m training score`; {figures["flores200.devtest"]["chrf_signature"]}, {figures["flores200.devtest"]["bleu_signature"]}.

| test set | chrF | BLEU | sentences in a loop | sentences with a wrong number |
|---|---|---|---|---|
{rows}

`{WHOLE}`: each sentence read whole only, as Argos Translate and LibreTranslate read it; the others as the reader Oqyrman
reads it, clause by clause too, with length penalty {metadata["length_penalty"]}.

Glossary names that stand as themselves in the raw translation of {len(name_sentences())} sentences of `tests/data/names.tsv`:
{dict(metadata["scores"])["names.kept"]} %;
after the repair step of the reader Oqyrman: {dict(metadata["scores"])["names.repaired"]} %.

Published figures of others, chrF on FLORES-200 devtest:

| model | chrF |
|---|---|
{peers}
"""
