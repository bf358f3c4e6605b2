"""The command line of training: `python -m training prepare|adopt|train|merge|package|score RUN.toml`."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from training import config

ENVIRONMENT = {
    "MALLOC_MMAP_MAX_": "0",
    "MALLOC_TRIM_THRESHOLD_": "17179869184",
    "MALLOC_TOP_PAD_": "1073741824",
    "OMP_WAIT_POLICY": "passive",
    "ONEDNN_PRIMITIVE_CACHE_CAPACITY": "30000",
}
"""glibc hands large blocks back to the kernel and asks for them again at every step: told to keep them, a CPU trains
twice as fast. And OpenMP's threads wait for each other by spinning: told to sleep, they leave the cores to others. oneDNN keeps 1,024 of the kernels
that it makes, one for each shape of matrices, where a run has more than ten times as many (`training.batches.SENTENCES`)."""

DEFAULT = Path(__file__).parent / "runs" / "small.toml"


def tune() -> None:
    """Start the process again with this environment, unless it has it."""
    if any(os.environ.get(name) != value for name, value in ENVIRONMENT.items()):
        os.environ.update(ENVIRONMENT)
        os.execv(sys.executable, [sys.executable, "-m", "training", *sys.argv[1:]])


def main() -> None:
    """Parse the arguments and do one step."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("step", choices=("prepare", "adopt", "train", "merge", "package", "score"))
    parser.add_argument("run", nargs="?", type=Path, default=DEFAULT, help="a run's TOML file")
    parser.add_argument("other", nargs="?", type=Path, help="merge: the TOML file of a run from the same checkpoint")
    parser.add_argument("--seconds", type=float, default=1800, help="train: how long (wall clock)")
    parser.add_argument("--updates", type=int, default=0, help="train: how many updates, instead of seconds")
    parser.add_argument(
        "--rate", nargs=2, type=float, default=(1, 1), metavar=("FROM", "TO"), help="train: parts of the learning rate; to 0 ends the run"
    )
    parser.add_argument("--sentences", type=int, default=0, help="score: only the first N sentences of each set")
    parser.add_argument("--checkpoint", default="final.pt", help="package: a file of weights in the folder of the run")
    arguments = parser.parse_args()
    if arguments.step in ("prepare", "adopt", "train"):
        tune()
    run = config.load(arguments.run.resolve())
    if arguments.step == "prepare":
        from training.prepare import prepare

        prepare(run)
    elif arguments.step == "adopt":
        from training.adopt import adopt

        adopt(run)
    elif arguments.step == "train":
        from training.train import train

        train(run, arguments.seconds, arguments.updates, tuple(arguments.rate))
    elif arguments.step == "merge":
        from training.merge import merge

        if not arguments.other:
            parser.error("merge needs the TOML files of two runs")
        merge(run, config.load(arguments.other.resolve()))
    elif arguments.step == "package":
        from training.package import package

        package(run, checkpoint=arguments.checkpoint)
    else:
        from training.score import main as score

        score(arguments.sentences)


if __name__ == "__main__":
    main()
