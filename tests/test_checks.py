import pytest

from webapp.checks import check, numbers, paired, repeated


@pytest.mark.parametrize(
    ("source", "text", "target", "codes"),
    [
        ("At least 80,000 people were moved.", "Кемінде 80 000 адам көшірілді.", "kk", []),
        ("Between 1.5 and 3 million", "От 1,5 до 3 миллионов", "ru", []),
        ("In 2019, 46 workers left.", "2019-يىلى 46 ئىشچى كەتتى.", "ug", []),
        ("In 2019, 46 workers left.", "2019 жылы жұмысшылар кетті.", "kk", ["numbers-lost"]),
        ("Workers left.", "2019 жылы жұмысшылар кетті.", "kk", ["numbers-invented"]),
        ("He left the town.", "Ол қаладан қаладан қаладан кетті.", "kk", ["repetition"]),
        ("He left the town.", "Ол қаланың (ШҰҰҰҰҰҰ) кетті.", "kk", ["repetition"]),
        ("The report names nineteen firms in the far west of the country.", "Есеп.", "kk", ["too-short"]),
        ("It ended.", "Бұл " + "өте ұзақ мәтін болды және ол " * 3, "kk", ["too-long"]),
        ("The firm sells yarn.", "Фирма yarn сатады.", "kk", ["latin-left"]),
        ("Apple and H&M answered.", "Apple мен H&M жауап берді.", "kk", []),
        ("He spoke.", "Он сказал 你好.", "ru", ["wrong-script"]),
        ("“We left,” she said.", "«Біз кеттік, – деді ол.", "kk", ["marks-unpaired"]),
        ("The firm (in Almaty) answered.", "شىركەت ئالمۇتادا) جاۋاب بەردى.", "ug", ["marks-unpaired"]),
        ("The Secretary of State came.", "Мемлекеттік хатшы Айгүл Сералиева келді.", "kk", ["person-invented"]),
        ("Aigul Seraliyeva came.", "Айгүл Сералиева келді.", "kk", []),
        ("He spoke.", "ئۇ сказал دېدى.", "ug", ["wrong-script"]),
    ],
)
def test_findings(source: str, text: str, target: str, codes: list[str]) -> None:
    found = check(source, text, target)
    assert [f.code for f in found if f.code in codes or not codes] == codes
    assert all(f.message and "{" not in f.message for f in found)


@pytest.mark.parametrize(
    ("text", "same"),
    [("80,000", "80 000"), ("1,234,567", "1 234 567"), ("3.5", "3,5"), ("٣٫٥".replace("٫", "."), "3.5"), ("12–15", "12-15"), ("5,000", "5\u00a0000")],
)
def test_numbers_are_the_same_however_they_are_grouped(text: str, same: str) -> None:
    assert numbers(text) == numbers(same)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("«Біз кеттік», – деді ол.", True),
        ("Он прочёл «рассказ „Степь“» (вслух).", True),
        ("She said “no” and \"yes\".", True),
        ("«Біз кеттік, – деді ол.", False),
        ("Біз кеттік», – деді ол.", False),
        ("(в [2019) году]", False),
        ('He said "no.', False),
        ("", True),
    ],
)
def test_marks_pair(text: str, expected: bool) -> None:
    assert paired(text) is expected


@pytest.mark.parametrize("source", ["“We left by night.", "1) Names", "He said \"no."])
def test_a_quotation_that_runs_through_sentences_is_no_fault(source: str) -> None:
    assert "marks-unpaired" not in [found.code for found in check(source, "«Біз түнде кеттік.", "kk")]


def test_a_list_is_not_a_loop() -> None:
    assert repeated("бір екі үш, бір төрт бес") == ""
    assert repeated("деді ол, деді ол") == ""
