"""The scripts of our own forms, and scripts that only look like them."""

from __future__ import annotations

import pytest

from generator.model import pdf_scripts
from generator.model.pdf_scripts import is_own_script, sum_script

OWN = (
    pdf_scripts.DATE_TYPED,
    pdf_scripts.DATE_SHOWN,
    pdf_scripts.AMOUNT_TYPED,
    pdf_scripts.AMOUNT_SHOWN,
    pdf_scripts.NUMBER_TYPED,
    sum_script(["费用明细_1_金额", "费用明细_2_金额"]),
    sum_script([]),
)


@pytest.mark.parametrize("script", OWN)
def test_our_own_scripts_are_known(script) -> None:
    assert script.isascii()
    assert is_own_script(script)


@pytest.mark.parametrize("script", [*OWN, ""])
@pytest.mark.parametrize("more", ["app.alert(1);", "\n", "//"])
def test_a_script_with_anything_more_is_foreign(script, more) -> None:
    assert not is_own_script(script + more)
    assert not is_own_script(more + script)


def test_a_name_cannot_carry_code_into_a_sum() -> None:
    script = sum_script(['"];app.alert(1);["'])

    assert '"];' not in script.partition("var a=[")[2].partition("]")[0]
    assert is_own_script(script)
    assert not is_own_script(script.replace("\\u005d", "]"))


def test_characters_beyond_the_first_plane_are_two_units() -> None:
    assert '"\\ud869\\uddc2_1"' in sum_script(["𪗂_1"])
