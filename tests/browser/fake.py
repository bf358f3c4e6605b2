"""An engine with a few good sentences, so that the pages can be tested without a model, and the app on a port with it."""

from __future__ import annotations

import os
import re
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from waitress.server import create_server

from webapp import create_app
from webapp.config import load
from webapp.document import Hypothesis, PackageInfo
from webapp.packages import Package

SENTENCES = {
    "kk": (
        "Олар көктемде ауылға қайтып келді.",
        "Шекарадан өткен соң бірнеше ай бойы туыстарынан хабар болмады, сондықтан қалаға барып, сұрастыруға мәжбүр болды.",
        "Шығыс Түркістаннан шыққан қазақтар 2019 жылы Алматыда жиналып, отбасыларының тағдыры туралы айтты.",
        "«Біз тек балаларымыздың аман екенін білгіміз келеді», – деді ол.",
    ),
    "ru": (
        "Весной они вернулись в деревню.",
        "После перехода границы несколько месяцев не было вестей от родных, и пришлось ехать в город, чтобы навести справки.",
        "Казахи из Восточного Туркестана собрались в 2019 году в Алматы и рассказали о судьбе своих семей.",
        "«Мы хотим знать только одно: живы ли наши дети», — сказал он.",
    ),
    "ug": (
        "ئۇلار ئەتىيازدا يېزىغا قايتىپ كەلدى.",
        "چېگرادىن ئۆتكەندىن كېيىن بىر نەچچە ئاي تۇغقانلىرىدىن خەۋەر بولمىدى، شۇڭا شەھەرگە بېرىپ سۈرۈشتۈرۈشكە مەجبۇر بولدى.",
        "شەرقىي تۈركىستاندىن چىققان قازاقلار 2019-يىلى ئالماتادا يىغىلىپ، ئائىلىسىنىڭ تەقدىرى ھەققىدە سۆزلىدى.",
        "«بىز پەقەت بالىلىرىمىزنىڭ ئامان ئىكەنلىكىنى بىلمەكچى» دېدى ئۇ.",
    ),
}
HARD = (
    ("In 2019 the price was 12.5 million.", "2019-يىلى باھاسى 12.5 مىليون بولدى."),
    ("The UN report (A/HRC/51) names 80,000 people.", "ب د ت نىڭ دوكلاتى (A/HRC/51) 80 000 ئادەمنى تىلغا ئالىدۇ."),
    ("See www.example.org, page 7–9.", "www.example.org نىڭ 7–9-بېتىگە قاراڭ."),
    ("He said “no” at 10:30.", "ئۇ 10:30 دا «ياق» دېدى."),
    ("COVID-19 reached Ürümchi on 15 July.", "COVID-19 ئۈرۈمچىگە 15-ئىيۇل يېتىپ كەلدى."),
    ("It rose by 3–5%, then fell 2%.", "ئۇ %3–%5 ئۆستى، ئاندىن %2 چۈشتى."),
    ("Telegram (Pavel Durov’s firm) was founded in 2013.", "Telegram (پاۋېل دۇروفنىڭ شىركىتى) 2013-يىلى قۇرۇلغان."),
    ("The firm Hikvision (002415.SZ) sold cameras.", "Hikvision (002415.SZ) شىركىتى كامېرا ساتتى."),
    ("From Almaty to Ghulja: 1 / 2 / 3.", "ئالمۇتادىن غۇلجىغا: 1 / 2 / 3."),
    ("“Who?” she asked, “me?”", "«كىم؟» دەپ سورىدى ئۇ، «مەنمۇ؟»"),
)
"""Ten English lines and their Uyghur, with Latin names, figures, brackets, ranges and quotations that a bidirectional text can get wrong."""
KNOWN = {"ug": dict(HARD)}
NAMES = {
    "kk": {"": "{} базары көктемде ашылды.", "Yining": "Инин", "Ghulja": "Құлжа"},
    "ru": {"": "Рынок города {} открылся весной.", "Yining": "Инин", "Ghulja": "Кульджа"},
    "ug": {"": "{} بازىرى ئەتىيازدا ئېچىلدى.", "Yining": "يىنىڭ", "Ghulja": "غۇلجا"},
}
"""What becomes of "The market in Yining opened in the spring." under two naming policies."""


class FakeEngine:
    """Answers from the tables above; a sentence that is not there gets one of a like length.

    `delay` is in seconds a sentence; with `held`, nothing comes before it is set.
    """

    def __init__(self, target: str, delay: float = 0.0, held: threading.Event | None = None) -> None:
        self.package = Package(Path(), f"en_{target}", "en", target, "1.0", "", (("flores200.devtest.chrf", 50.0),), "", "")
        self.delay, self.held = delay, held

    def translate(self, sentences: Sequence[str], *, careful: bool = False) -> Iterator[Hypothesis]:
        if self.held:
            self.held.wait()
        for sentence in sentences:
            time.sleep(self.delay)
            yield Hypothesis(self.one(sentence), -0.5)

    def one(self, sentence: str) -> str:
        """The translation of one sentence."""
        pool = SENTENCES[self.package.target]
        known = KNOWN.get(self.package.target, {}).get(sentence)
        names = NAMES[self.package.target]
        if market := re.fullmatch(r"The market in (Yining|Ghulja) opened in the spring\.", sentence):
            known = names[""].format(names[market[1]])
        return known or (pool[0] if len(sentence) < 60 else pool[1 + len(sentence) % 3])

    def alternatives(self, sentences: Sequence[str], count: int, prefixes: Sequence[str] = ()) -> list[list[Hypothesis]]:
        pool = SENTENCES[self.package.target]
        return [[Hypothesis(text, -number) for number, text in enumerate((self.one(sentence), *pool))][:count] for sentence in sentences]


class FakeEngines:
    """Stands for `Library.engines`."""

    def __init__(self, settings: Any, *, fit: bool = True, delay: float = 0.0, held: threading.Event | None = None) -> None:
        self.settings, self.fit, self.delay, self.held = settings, fit, delay, held

    def get(self, target: str) -> FakeEngine:
        return FakeEngine(target, self.delay, self.held)

    def info(self, target: str) -> PackageInfo:
        scores = (("flores200.devtest.chrf", 52.4 if self.fit else 19.7),)
        return PackageInfo("en", target, "1.0", (target + "0") * 16 + "ab" * 8, "CC-BY-4.0", scores, self.fit)


@contextmanager
def serving(
    folder: Path, *, engine: bool = True, fit: bool = True, delay: float = 0.0, held: threading.Event | None = None, port: int = 0
) -> Iterator[str]:
    """The address of the app with the fake engine, or with the shipped packages where `engine` is False."""
    # A small beam is enough to test pages by; screenshots show what the reader sees.
    beam = {} if os.environ.get("OQYRMAN_SCREENSHOTS") else {"OQYRMAN_BEAM": "2"}
    app = create_app(load({"HOME": str(folder), "OQYRMAN_DATA": str(folder), **beam}))
    library = app.extensions["library"]
    if engine:
        library.engines = FakeEngines(library.settings, fit=fit, delay=delay, held=held)
    server = create_server(app, host="127.0.0.1", port=port, threads=12)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    thread.join(10)
    library.jobs.close()
