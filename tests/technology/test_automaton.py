"""Phrases are found as whole words, where they stand, and the compiled way gives what the one in Python gives."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tallylight.knowledge.names import holds_words, plain_name
from tallylight.technology import native
from tallylight.technology.automaton import Automaton
from tallylight.technology.evidence import place_of, words_of

compiled = pytest.mark.skipif(not native.is_there(), reason="the compiled loops are not installed")

WORDS = st.lists(st.sampled_from(["A", "B", "AB", "UAS", "C", "AND", "S", "7"]), min_size=1, max_size=4).map(" ".join)
PLAIN = WORDS.map(plain_name)
RAW = st.text(st.sampled_from("aBcsuS7 -.,&'_\n\x00’éßǅ"), max_size=25)
PUBLISHED = st.one_of(WORDS, RAW, st.lists(st.one_of(WORDS, RAW), max_size=4).map(" ".join))


def in_python(phrases: list[str]) -> Automaton:
    automaton = Automaton(phrases)
    automaton._compiled = None
    return automaton


@given(st.lists(PLAIN, max_size=6, unique=True), st.lists(PUBLISHED, max_size=6))
def test_it_finds_what_looking_for_each_phrase_finds(phrases: list[str], texts: list[str]) -> None:
    for automaton in (Automaton(phrases), in_python(phrases)):
        found = automaton.find(pa.array(texts, pa.string()))
        assert [(text, phrase) for text, phrase, _, _ in found.tolist()] == [
            (place, number)
            for place, text in enumerate(texts)
            for number, phrase in enumerate(phrases)
            if holds_words(plain_name(text), phrase)
        ]


@given(st.lists(PLAIN, max_size=6, unique=True), st.lists(PUBLISHED, max_size=6))
def test_a_find_says_where_the_words_first_stand_in_the_published_text(phrases: list[str], texts: list[str]) -> None:
    for text, phrase, start, end in Automaton(phrases).find(pa.array(texts, pa.string())).tolist():
        assert (start, end) == place_of(phrases[phrase], texts[text])
        assert plain_name(texts[text][start:end]).replace(" ", "") == phrases[phrase].replace(" ", "")


@compiled
@settings(max_examples=500)
@given(st.lists(PLAIN, max_size=8, unique=True), st.lists(PUBLISHED, max_size=8))
@example(["A"], ["", "a", "A." * 40])
def test_the_compiled_way_gives_what_the_way_in_python_gives(phrases: list[str], texts: list[str]) -> None:
    array = pa.array(["left out", *texts], pa.string()).slice(1)
    assert np.array_equal(Automaton(phrases).find(array), in_python(phrases).find(array))


@compiled
def test_more_finds_than_there_is_room_for_at_once_are_all_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(native, "LEAST_ROOM", 1)
    phrases = ["A", "A B", "B", "C"]
    texts = pa.array(["A-B, C", "C", "", "B C A"] * 50)
    phrases = [plain_name(phrase) for phrase in phrases]
    assert np.array_equal(Automaton(phrases).find(texts), in_python(phrases).find(texts))


@given(st.text(max_size=40) | PUBLISHED)
def test_words_with_their_places_are_those_of_the_plain_form(text: str) -> None:
    words = words_of(text)
    assert " ".join(word for word, _, _ in words) == plain_name(text)
    assert all(0 <= start < end <= len(text) for _, start, end in words)
