"""What a phrase says is kept as stems that spelling and endings do not change."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallylight.claims.words import shared
from tests.claims.english import stem, telling_words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("licences", "LICENSE"),
        ("investigations", "investigation"),
        ("organisation", "ORGANIZATION"),
        ("maintenance", "MAINTENANCE"),
        ("exploitation", "exploitations"),
        ("officers", "officer"),
        ("drones", "DRONE"),
        ("subscriptions", "SUBSCRIPTION"),
    ],
)
def test_spelling_variants_meet_in_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("one", "other"), [("drone", "drill"), ("camera", "campus"), ("forensic", "foreign")])
def test_different_words_keep_different_stems(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_names_and_common_words_say_nothing() -> None:
    assert telling_words("Clearview signed the contract for forensic software", ["Clearview"]) == (
        stem("forensic"),
        stem("software"),
    )


def test_shared_words_come_in_the_order_of_the_phrase() -> None:
    words = telling_words("hardware, training and maintenance")
    assert shared(words, "TRAINING AND HARDWARE") == (stem("hardware"), stem("training"))


@given(st.text(max_size=100))
def test_a_phrase_shares_all_its_words_with_itself(text: str) -> None:
    words = telling_words(text)
    assert len(set(words)) == len(words)
    assert shared(words, text) == words
