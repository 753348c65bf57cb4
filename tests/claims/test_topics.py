"""What a sentence without a company is about: words that descriptions have, before a kind of technology."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallylight.claims.languages.english import ENGLISH
from tallylight.claims.records import Records
from tallylight.claims.scene import scenes
from tallylight.claims.topics import MOST_AWARDS, Topic, phrases, topic_of
from tallylight.knowledge import agencies
from tests.claims.ledger import CBP, TEXT_DATE, FakeLedger, action, invented

(ICE_,) = (a for a in agencies() if a.short == "ICE")
WHOLE = (date(2020, 10, 1), TEXT_DATE)


def topic(text: str, ledger: FakeLedger, start: date = WHOLE[0], end: date = WHOLE[1]) -> Topic | None:
    records = Records(ledger)
    return topic_of(scenes(text, TEXT_DATE, records.names, ENGLISH)[-1], records, ICE_, start, end)


def names(found: Topic | None) -> set[str]:
    return {r.payee for r in found.rows} if found else set()


def test_words_next_to_each_other_in_descriptions_single_out_their_rows() -> None:
    found = topic("ICE paid for skip-tracing work.", invented())
    assert found is not None
    assert found.name == "skip tracing"
    assert len(found.rows) == 5


def test_the_number_of_a_word_does_not_matter() -> None:
    assert names(topic("ICE paid for a spotting scope.", invented())) == {"BOREAL OPTICS, INC."}


def test_a_topic_told_just_before_goes_on() -> None:
    assert names(topic("ICE wants skip-tracing work. It paid a lot.", invented())) >= {"ALDER FINDERS LLC"}


def test_only_rows_of_the_time_and_the_agency_count() -> None:
    found = topic("ICE paid for skip-tracing work.", invented(), date(2023, 12, 1), date(2023, 12, 31))
    assert names(found) == {"NORTHSTAR LOCATORS INC"}
    rows = [action("70X1", "2024-05-01", "1.00", "ALDER FINDERS LLC", "SKIP TRACING", agency=CBP)]
    assert topic("ICE paid for skip-tracing work.", FakeLedger(rows)) is None


@pytest.mark.parametrize(
    "text", ["ICE paid a lot.", "ICE paid for office chairs.", "ICE paid for tracing of the skip."]
)
def test_other_words_say_nothing(text: str) -> None:
    assert topic(text, invented()) is None


def test_words_of_very_many_awards_are_a_manner_of_speaking() -> None:
    rows = [
        action(f"70X{n}", "2024-05-01", "1.00", "BOREAL OPTICS, INC.", "SPOTTING SCOPES") for n in range(MOST_AWARDS)
    ]
    assert topic("ICE paid for spotting scopes.", FakeLedger(rows)) is not None
    rows.append(action("70Y1", "2024-05-01", "1.00", "BOREAL OPTICS, INC.", "SPOTTING SCOPES"))
    assert topic("ICE paid for spotting scopes.", FakeLedger(rows)) is None


@pytest.mark.parametrize(
    ("text", "description", "name"),
    [
        ("Bounty hunters will work for ICE.", "SKIP TRACING SERVICES", "skip tracing"),
        ("ICE hired private eyes.", "SKIP TRACE SUPPORT", "skip tracing"),
        ("The money went to the border wall.", "VERTICAL BARRIER CONSTRUCTION", "border wall"),
        ("Deportation flights cost more.", "DAILY CHARTERED FLIGHTS", "charter flights"),
    ],
)
def test_what_texts_call_otherwise_than_descriptions_is_known_by_either_name(
    text: str, description: str, name: str
) -> None:
    rows = [action("70X1", "2024-05-01", "1.00", "ALDER FINDERS LLC", description), *invented().rows[:3]]
    found = topic(text, FakeLedger(rows))
    assert found is not None
    assert (found.name, names(found)) == (name, {"ALDER FINDERS LLC"})


def test_a_kind_of_technology_singles_out_what_is_attributed_to_it() -> None:
    rows = [action("70X1", "2024-05-01", "1.00", "BOREAL OPTICS, INC.", "LICENSE PLATE READER SUBSCRIPTION")]
    found = topic("ICE bought plate readers.", FakeLedger(rows))
    assert (found.name if found else None) == "plate readers"
    assert names(found) == {"BOREAL OPTICS, INC."}


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("armed transport guards", [("armed", "transport", "guards"), ("armed", "transport"), ("transport", "guards")]),
        ("armed, transport guards", [("transport", "guards")]),
        ("armed and transport", []),
        ("70 transport guards", [("transport", "guards")]),
    ],
)
def test_phrases_are_runs_of_telling_words_the_longer_ones_first(text: str, runs: list[tuple[str, ...]]) -> None:
    assert list(phrases(text, ENGLISH.telling)) == runs


@given(st.text(max_size=120))
def test_phrases_have_two_or_three_words_that_are_telling(text: str) -> None:
    for phrase in phrases(text, ENGLISH.telling):
        assert 2 <= len(phrase) <= 3
        assert not set(phrase) & ENGLISH.telling.common
