import re

import pytest

from tools import catalogues
from webapp.i18n import INTERFACE


@pytest.mark.parametrize("language", INTERFACE[1:])
def test_every_sentence_is_translated(language: str) -> None:
    catalogue = catalogues.read(language)
    missing = [s for s in catalogues.sentences() if not (m := catalogue.get(s)) or not m.string or m.fuzzy]
    assert missing == []


@pytest.mark.parametrize("language", INTERFACE[1:])
def test_placeholders_survive_translation(language: str) -> None:
    for message in catalogues.read(language):
        if message.id:
            assert sorted(re.findall(r"{\w*}", str(message.id))) == sorted(re.findall(r"{\w*}", str(message.string))), message.id


@pytest.mark.parametrize("language", INTERFACE[1:])
def test_the_compiled_catalogue_is_the_written_one(language: str) -> None:
    assert catalogues.path(language).with_suffix(".mo").read_bytes() == catalogues.compiled(catalogues.read(language))


def test_uyghur_sentences_use_uyghur_letters() -> None:
    for message in catalogues.read("ug"):
        assert not re.search("[هةکی]", str(message.string)), message.id
