"""What tests share: settings in a folder of their own, an engine that needs no model, and an app."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from webapp import create_app
from webapp.config import PACKAGE, Settings, load
from webapp.document import Hypothesis
from webapp.packages import Package

MODELS = PACKAGE / "models"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load({"HOME": str(tmp_path), "OQYRMAN_DATA": str(tmp_path / "data")})


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    app = create_app(settings)
    app.testing = True
    yield app
    app.extensions["library"].jobs.close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


class WordEngine:
    """An engine of which every answer is known: each Latin letter becomes a Cyrillic one, the rest stays.

    It shows what the pipeline does with an engine's words, whatever the words.
    `loops` names sentences that it repeats itself on unless it is careful.
    """

    LETTERS = str.maketrans("abcdefghijklmnopqrstuvwxyz", "абцдефгхийклмнопкрстуввхыз")

    def __init__(self, target: str = "kk", loops: Sequence[str] = (), empty: Sequence[str] = ()) -> None:
        self.package = Package(Path(), f"en_{target}", "en", target, "0", "", (("flores200.devtest.chrf", 50.0),), "", "")
        self.loops, self.empty = set(loops), set(empty)
        self.asked: list[str] = []

    def translate(self, sentences: Sequence[str], *, careful: bool = False) -> Iterator[Hypothesis]:
        for sentence in sentences:
            self.asked.append(sentence)
            if sentence in self.empty:
                yield Hypothesis("", 0.0)
            elif sentence in self.loops and not careful:
                yield Hypothesis("сөз сөз сөз сөз сөз", -0.1)
            else:
                yield Hypothesis(sentence.lower().translate(self.LETTERS), -0.5)

    def alternatives(self, sentences: Sequence[str], count: int, prefixes: Sequence[str] = ()) -> list[list[Hypothesis]]:
        starts = prefixes or [""] * len(sentences)
        return [[Hypothesis(start + text.lower().translate(self.LETTERS), -0.5)] for text, start in zip(sentences, starts, strict=True)]


@pytest.fixture
def word_engine() -> Callable[..., WordEngine]:
    return WordEngine


def strip_tags(html: str) -> str:
    """The text of a page."""
    return re.sub(r"<[^>]+>", " ", html)
