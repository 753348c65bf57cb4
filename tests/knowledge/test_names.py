"""Names are compared in one plain form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallylight.knowledge.names import begins_with, holds_words, plain_name


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("B.I. INCORPORATED", "BI INCORPORATED"),
        ("W S DARLEY & CO", "WS DARLEY AND CO"),
        ("W.S. Darley & Co.", "WS DARLEY AND CO"),
        ("PEN-LINK, LTD", "PEN LINK LTD"),
        ("PARAGON SOLUTIONS (US) INC", "PARAGON SOLUTIONS US INC"),
        ("Penlink’s licences", "PENLINK LICENCES"),
        ("  ", ""),
    ],
)
def test_spelling_is_levelled(written: str, plain: str) -> None:
    assert plain_name(written) == plain


@given(st.text(max_size=60))
def test_a_plain_name_stays_as_it_is(text: str) -> None:
    plain = plain_name(text)
    assert plain_name(plain) == plain


def test_a_beginning_counts_in_whole_words_only() -> None:
    assert begins_with("RELX INC", "RELX")
    assert not begins_with("RELXIA INC", "RELX")


def test_words_count_whole_and_side_by_side() -> None:
    assert holds_words("FIVECAST ONYX LICENSES", "ONYX LICENSES")
    assert not holds_words("FIVECAST ONYX LICENSES", "FIVECAST LICENSES")
