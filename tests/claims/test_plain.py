"""Marks that nobody sees change no verdict, and every place found is a place of the text as it came."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallylight.claims.plain import plain


def test_a_text_without_marks_is_read_as_it_is() -> None:
    text = "ICE signed a $2 million deal – “the first” – with Café Systèmes."
    assert plain(text).text == text
    assert plain(text).span(4, 10) == (4, 10)


@pytest.mark.parametrize(
    "mark", ["\u200b", "\u200e", "\u200f", "\u202a", "\u202e", "\u2066", "\u2069", "\u00ad", "\ufeff", "\u2060"]
)
def test_a_mark_inside_a_name_is_passed_over_and_its_place_is_kept(mark: str) -> None:
    text = f"with {mark}Clear{mark}view{mark} AI"
    read = plain(text)
    assert read.text == "with Clearview AI"
    start, end = read.span(read.text.index("Clearview"), read.text.index(" AI"))
    assert text[start:end] == f"Clear{mark}view"


def test_blanks_and_hyphens_of_any_kind_are_one_kind() -> None:
    assert plain("$3.75\u00a0million, no\u2011bid,\u202f2025").text == "$3.75 million, no-bid, 2025"


@given(st.text(max_size=200))
def test_what_is_read_stands_in_the_text_at_the_places_given(text: str) -> None:
    read = plain(text)
    for place in range(len(read.text)):
        start, end = read.span(place, place + 1)
        assert end == start + 1
        came = text[start]
        assert came == read.text[place] or unicodedata.category(came) in ("Zs", "Pd", "Sc", "Po", "Pc")
