"""How good a package is, by measure and in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from webapp.document import PackageInfo
from webapp.packages import FIT, FIT_SCORE

PEERS: Mapping[str, tuple[str, float]] = MappingProxyType(
    {"kk": ("NLLB-200 1.3B", 50.1), "ru": ("NLLB-200 1.3B", 55.7), "ug": ("NLLB-200 1.3B", 46.2)}
)
"""A well-known model's chrF on FLORES-200 devtest, per target (NLLB-200 distilled 1.3B, OPUS-MT leaderboard)."""

UNREVIEWED = "Machine translation. No person has reviewed it."
MEASURED = (
    "On the FLORES-200 test (1,012 sentences) this package scores {score} of 100 (chrF). "
    "For comparison, {peer} scores {peer_score}. Check anything that matters against the source."
)
UNFIT = (
    "This translation is not fit to rely on: the package scores {score} of 100 on the FLORES-200 test (chrF), and below {fit} "
    "a text can read well and say what the article does not say. Read it beside the source, which is shown with it, and quote nothing from it."
)
UNMEASURED = (
    "The quality of this package has not been measured. Treat the translation as unfit to rely on: "
    "read it beside the source, which is shown with it, and quote nothing from it."
)


def statement(package: PackageInfo) -> tuple[str, dict[str, str]]:
    """The sentence (an English message id) that tells a package's quality, and the values of its placeholders."""
    score = dict(package.scores).get(FIT_SCORE)
    if score is None:
        return UNMEASURED, {}
    if not package.fit:
        return UNFIT, {"score": f"{score:.1f}", "fit": f"{FIT:.0f}"}
    peer, peer_score = PEERS.get(package.target, ("", 0.0))
    return MEASURED, {"score": f"{score:.1f}", "peer": peer, "peer_score": f"{peer_score:.1f}"}
UNFIT_SHORT = (
    "This translation is not fit to rely on: by measure, the package often writes what the article does not say. "
    "Read it beside the source and quote nothing from it."
)
