"""Time and peak memory of every export format: `python -m benchmarks.exports [--words 50000] [--target ug]`.

Each format is made in a process of its own from a hard article of that many
source words; the time is that of `export` alone, the memory the highest
resident size of the whole process less that of one that exports nothing.
Prints the table and writes it to RESULTS.md; exits 1 where a format takes over
10 s or 500 MB.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from datetime import UTC, datetime

from benchmarks.speed import RESULTS, cpu, replace_section
from tests.export.samples import hard
from webapp.export import EXPORTERS, ExportOptions, export

SECONDS, MEGABYTES = 10.0, 500.0


def measure(fmt: str, layout: str, target: str, words: int) -> dict[str, float]:
    """Seconds, megabytes and bytes of one export, in this process; fmt "none" measures the article alone."""
    translation = hard(target, words)
    start = time.perf_counter()
    size = len(export(translation, fmt, ExportOptions(layout=layout))) if fmt != "none" else 0
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": seconds, "megabytes": peak, "bytes": size}


def in_process(fmt: str, layout: str, target: str, words: int) -> dict[str, float]:
    """`measure` in a fresh process."""
    command = [sys.executable, "-m", "benchmarks.exports", "--one", fmt, "--layout", layout, "--target", target, "--words", str(words)]
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    made: dict[str, float] = json.loads(out)
    return made


def main() -> int:
    """Run every format, print the table, and say by the exit code whether all kept the limits."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=int, default=50_000)
    parser.add_argument("--target", default="ug")
    parser.add_argument("--layout", default="")
    parser.add_argument("--one", default="")
    asked = parser.parse_args()
    if asked.one:
        print(json.dumps(measure(asked.one, asked.layout, asked.target, asked.words)))
        return 0
    base = in_process("none", "translation", asked.target, asked.words)["megabytes"]
    lines, kept = [], True
    for fmt, row in EXPORTERS.items():
        for layout in (row.layouts or ("translation",))[:2]:
            made = in_process(fmt, asked.layout or layout, asked.target, asked.words)
            kept = kept and made["seconds"] <= SECONDS and made["megabytes"] <= MEGABYTES
            own = made["megabytes"] - base
            figures = f"{made['seconds']:.2f} | {made['megabytes']:.0f} | {own:.0f} | {made['bytes'] / 1024:.0f}"
            lines.append(f"| {fmt} | {asked.layout or layout} | {figures} |")
            print(lines[-1], flush=True)
    table = "\n".join(lines)
    replace_section(
        RESULTS,
        f"""## Exports: time and memory of each format

{datetime.now(UTC).date()}, {cpu()}; a hard article of {asked.words:,} words into {asked.target} (`python -m benchmarks.exports`), which itself
takes {base:.0f} MB. Aim: under {SECONDS:.0f} s and {MEGABYTES:.0f} MB each.

| format | layout | seconds | peak MB (process) | of it export | file kB |
|---|---|---:|---:|---:|---:|
{table}
""",
    )
    return 0 if kept else 1


if __name__ == "__main__":
    raise SystemExit(main())
