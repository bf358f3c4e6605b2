import pytest

from webapp.typography import printed


@pytest.mark.parametrize(
    ("machine", "right"),
    [
        ('Ол "Қытай үкіметі" деді.', "Ол «Қытай үкіметі» деді."),
        ('Они назвали 80 000 "рабочих" и "учеников".', "Они назвали 80\u00a0000 «рабочих» и «учеников»."),
        ('دېدى: "بىز كۈتتۇق".', "دېدى: «بىز كۈتتۇق»."),
        ('Экран 15" и «"Хабар"»', 'Экран 15" и «"Хабар"»'),
    ],
)
def test_marks_are_set_as_in_print_each_where_it_was(machine: str, right: str) -> None:
    assert printed(machine) == right and len(right) == len(machine)
