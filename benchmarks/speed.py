"""`make bench`: Oqyrman's engine against `argostranslate.translate`, in one run, on the same package, article and beam size.

Argos is given the same sentences (its own splitter must be downloaded, and ours
would otherwise have less to do); it calls its package a paragraph at a time, as
its own `translate` does. Each side runs in a process of its own, so that peak
memory is its own; the two take turns, and the ratio is taken turn by turn.
"""

from __future__ import annotations

import json
import platform
import resource
import statistics
import subprocess
import sys
import time
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

RESULTS = Path(__file__).parent / "RESULTS.md"
TURNS, BEAM = 5, 4
TARGET = "kk"


def ours() -> dict[str, float]:
    """Translate the bundled article with our engine."""
    from webapp import config, packages
    from webapp.engine import ArgosEngine
    from webapp.library import bundled
    from webapp.segment import segment

    engine = ArgosEngine(packages.find((config.PACKAGE / "models",), "en", TARGET), beam_size=BEAM)
    sentences = [item.text for item in segment(bundled())]
    list(engine.translate(sentences[:4]))
    began = time.monotonic()
    results = list(engine.translate(sentences))
    return _figures(began, len(results))


def argos() -> dict[str, float]:
    """Translate it with stock Argos Translate."""
    import ctranslate2
    from argostranslate import settings, translate
    from argostranslate.package import Package

    from webapp import config
    from webapp.library import bundled
    from webapp.segment import segment

    class Splitter:
        """Stands for Argos's sentence splitter: gives the sentences that ours gives."""

        def split_sentences(self, text: str) -> list[str]:
            return by_paragraph[text]

    document = bundled()
    by_paragraph = {
        block.text: [item.text for item in segment(document) if item.block == number] for number, block in enumerate(document.blocks)
    }
    package = Package(config.PACKAGE / "models" / f"en_{TARGET}")
    translator = ctranslate2.Translator(
        str(package.package_path / "model"), device=settings.device, inter_threads=settings.inter_threads, intra_threads=settings.intra_threads
    )
    settings.beam_size = BEAM
    paragraphs = list(by_paragraph)
    translate.apply_packaged_translation(package, paragraphs[0], translator, Splitter(), num_hypotheses=BEAM)
    began = time.monotonic()
    results = [translate.apply_packaged_translation(package, text, translator, Splitter(), num_hypotheses=BEAM) for text in paragraphs]
    return _figures(began, sum(len(by_paragraph[text]) for text in paragraphs) if results else 0)


def _figures(began: float, sentences: int) -> dict[str, float]:
    seconds = time.monotonic() - began
    return {"seconds": seconds, "sentences": sentences, "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def run(side: str) -> dict[str, float]:
    """One side in a process of its own."""
    done = subprocess.run([sys.executable, "-m", "benchmarks.speed", side], check=True, capture_output=True, text=True)
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def main() -> None:
    """Both sides in turn; prints the figures and writes them to RESULTS.md."""
    if len(sys.argv) > 1:
        print(json.dumps({"ours": ours, "argos": argos}[sys.argv[1]]()))
        return
    turns = [(run("ours"), run("argos")) for _ in range(TURNS)]
    ratios = sorted(theirs["seconds"] / mine["seconds"] for mine, theirs in turns)

    def median(side: int, figure: str) -> float:
        return statistics.median(turn[side][figure] for turn in turns)

    section = f"""## Speed: the bundled article, English → Kazakh, beam size {BEAM}

{datetime.now(UTC).date()}, {cpu()}, {TURNS} turns, each side in a process of its own; medians.
Oqyrman {version("oqyrman")} (CTranslate2 {version("ctranslate2")}) and argostranslate {version("argostranslate")} on the same package and sentences.

| | seconds | sentences a second | peak memory, MB |
|---|---|---|---|
| Oqyrman | {median(0, "seconds"):.2f} | {median(0, "sentences") / median(0, "seconds"):.1f} | {median(0, "peak_mb"):.0f} |
| argostranslate.translate | {median(1, "seconds"):.2f} | {median(1, "sentences") / median(1, "seconds"):.1f} | {median(1, "peak_mb"):.0f} |

Ratio, turn by turn: least {ratios[0]:.1f}, median {statistics.median(ratios):.1f}, most {ratios[-1]:.1f}.
"""
    print(section)
    replace_section(RESULTS, section)


def cpu() -> str:
    """The machine in words: processor and cores."""
    import os

    names = [line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
    return f"{names[0] if names else platform.processor()}, {os.cpu_count()} cores, Python {platform.python_version()}"


def replace_section(file: Path, section: str) -> None:
    """Put a section into RESULTS.md in place of the one with the same heading."""
    heading = section.split("\n", 1)[0].split(":")[0]
    text = file.read_text(encoding="utf-8") if file.exists() else "# Results\n\nEach section is written by its own command.\n"
    parts = text.split("\n## ")
    kept = [part for part in parts[1:] if not f"## {part}".startswith(heading)]
    file.write_text("\n## ".join([parts[0].rstrip() + "\n", *kept, section.removeprefix("## ")]), encoding="utf-8")


if __name__ == "__main__":
    main()
