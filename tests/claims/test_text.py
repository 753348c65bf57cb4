"""A text is cut into sentences whose places are exact, and nothing but blanks is left over."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.claims.english import sentences, stretch


def parts(text: str) -> list[str]:
    return [s.text for s in sentences(text)]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("It paid. It signed.", ["It paid.", "It signed."]),
        ("It paid Acme Inc. in May. Then it signed.", ["It paid Acme Inc. in May.", "Then it signed."]),
        ("It paid Acme, Inc. The agency signed.", ["It paid Acme, Inc.", "The agency signed."]),
        ("On Sept. 5 it paid $3.75 million. Why?", ["On Sept. 5 it paid $3.75 million.", "Why?"]),
        ("The U.S. Army signed. It paid.", ["The U.S. Army signed.", "It paid."]),
        ("“It paid.” He left.", ["“It paid.”", "He left."]),
        ("A heading\nIt paid in May.", ["A heading", "It paid in May."]),
    ],
)
def test_a_text_is_cut_where_sentences_end(text: str, cut: list[str]) -> None:
    assert parts(text) == cut


def test_a_line_wrapped_in_the_middle_of_a_sentence_goes_on() -> None:
    text = (
        "The agency bought from this one company in each of its fiscal years since\n2023, and paid more for licenses.\n"
    )
    assert len(parts(text)) == 1


def test_a_short_line_without_a_full_stop_is_a_heading() -> None:
    assert [s.heading for s in sentences("How it works\n\nIt paid in May.")] == [True, False]


PIECES = [
    "It paid $2 million",
    ".",
    " ",
    "\n",
    "\n\n",
    "Inc",
    "The U.S",
    '"',
    "?",
    " In 2024",
    ",",
    "é",
    "—",
    "\r\n",
    "\t",
]


@given(st.one_of(st.text(max_size=300), st.lists(st.sampled_from(PIECES), max_size=30).map("".join)))
def test_places_cut_the_text_exactly_and_leave_only_blanks(text: str) -> None:
    end = 0
    for sentence in sentences(text):
        assert text[sentence.start : sentence.end] == sentence.text != ""
        assert text[end : sentence.start].strip() == ""
        end = sentence.end
    assert text[end:].strip() == ""


@given(st.text(max_size=80), st.integers(0, 79))
def test_a_stretch_holds_its_place(text: str, place: int) -> None:
    place = min(place, len(text))
    low, high = stretch(text, place)
    assert 0 <= low <= place
    assert low <= high <= len(text)


def test_a_stretch_ends_at_commas_but_not_inside_a_figure() -> None:
    text = "Last year, ICE paid $1,102,500 in all, they said."
    assert text[slice(*stretch(text, text.index("paid")))] == "ICE paid $1,102,500 in all"


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("$2 million. That is what it paid.", ["$2 million. That is what it paid."]),
        ("Two million dollars. That's how much it paid.", ["Two million dollars. That's how much it paid."]),
        (
            "It paid two million dollars in May. That is what it said.",
            ["It paid two million dollars in May.", "That is what it said."],
        ),
        ("$2 million. That was a lot. It paid.", ["$2 million.", "That was a lot.", "It paid."]),
        ("$2 million.\n\nThat is what it paid.", ["$2 million.", "That is what it paid."]),
        ("It paid B.I. Incorporated in May.", ["It paid B.I. Incorporated in May."]),
        ("It paid W.S. Darley & Co. in May. It signed.", ["It paid W.S. Darley & Co. in May.", "It signed."]),
    ],
)
def test_a_fragment_belongs_to_the_sentence_that_says_what_it_was(text: str, cut: list[str]) -> None:
    assert parts(text) == cut
