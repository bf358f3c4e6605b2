"""`python -m benchmarks.quality`: the shipped packages' scores against their floors.

Prints the same table as `python -m training score`, on the first 100 sentences
of each set, and fails below a floor of `quality.toml`. A floor is only ever
raised. Without the test sets (they lie beside the project, not in it) nothing
can be measured, and it says so.
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

from training import score

FLOORS = Path(__file__).parent / "quality.toml"
SENTENCES = 100


def below() -> list[str]:
    """Each figure that is below its floor, in words. Raises FileNotFoundError where the test sets are absent."""
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8"))
    table = score.main(SENTENCES, save=False)
    return [
        f"en→{language} {name}: chrF {table[language][name]['chrf']} is below its floor {floor}"
        for language, sets in floors.items()
        for name, floor in sets.items()
        if float(table[language][name]["chrf"]) < floor
    ]


if __name__ == "__main__":
    problems = below()
    print("\n".join(problems) or "every figure stands at or above its floor")
    sys.exit(bool(problems))
