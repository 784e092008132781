from __future__ import annotations

from generator.render.field_font import field_font
from generator.render.text_fit import LINE_SPACING, Box, fitting_block, fitting_size, wrap


def wrapped(text: str, characters: float) -> tuple[str, ...]:
    return wrap(field_font(), text, 10, characters * 10)


def test_a_short_text_is_one_line() -> None:
    assert wrapped("来访", 5) == ("来访",)
    assert wrapped("", 5) == ("",)


def test_a_long_text_breaks_where_the_line_is_full() -> None:
    assert wrapped("一二三四五六七", 3) == ("一二三", "四五六", "七")


def test_the_breaks_of_the_writer_stay() -> None:
    assert wrapped("一\n\n二", 3) == ("一", "", "二")


def test_no_line_begins_with_a_mark_that_belongs_to_the_line_before() -> None:
    assert wrapped("一二三，四", 3) == ("一二", "三，四")
    assert wrapped("一二三》", 3) == ("一二", "三》")


def test_words_and_numbers_are_not_broken() -> None:
    assert wrapped("参加 meeting 会", 5) == ("参加", "meeting ", "会")
    assert wrapped("单号JD-2026", 4) == ("单号", "JD-2026")


def test_a_word_longer_than_a_line_is_broken_after_all() -> None:
    lines = wrapped("w" * 30, 5)

    assert "".join(lines) == "w" * 30
    assert len(lines) > 2


def test_nothing_is_lost_but_blanks_at_line_ends() -> None:
    text = "来访 of 12 guests，含（两位）Ms. Müller；用餐2次。\n第二行"
    for width in range(1, 20):
        assert "".join(wrapped(text, width)).replace(" ", "") == text.replace(" ", "").replace("\n", "")


def test_a_line_is_made_smaller_until_it_fits() -> None:
    font = field_font()

    assert fitting_size(font, "来访", 100, largest=10, smallest=5) == 10
    assert fitting_size(font, "来访" * 10, 160, largest=10, smallest=5) == 8
    assert fitting_size(font, "来访" * 100, 100, largest=10, smallest=5) == 5
    assert fitting_size(font, "", 100, largest=10, smallest=5) == 10


def test_a_block_is_made_smaller_until_it_fits() -> None:
    size, lines = fitting_block(field_font(), "来" * 60, Box(100, 40), largest=10, smallest=6)

    assert 6 <= size < 10
    assert len(lines) * size * LINE_SPACING <= 40
    assert "".join(lines) == "来" * 60
