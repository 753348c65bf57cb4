"""A part of a name names a company only where it can be nobody else's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallylight.claims.companies import Companies

BARE = {
    "GARDA FEDERAL SERVICES LLC": "GARDA FEDERAL SERVICES",
    "GARDA CASH LOGISTICS INC": "GARDA CASH LOGISTICS",
    "BOREAL OPTICS, INC.": "BOREAL OPTICS",
    "BOREAL OPTICS LLC": "BOREAL OPTICS",
    "SUMMIT FOODS INC": "SUMMIT FOODS",
    "SUMMIT TOOLS LLC": "SUMMIT TOOLS",
    "KVG LLC": "KVG",
    "ATLANTIC DIVING SUPPLY, INC.": "ATLANTIC DIVING SUPPLY",
}
FAMILIES = {"GARDA FEDERAL SERVICES LLC": "garda", "GARDA CASH LOGISTICS INC": "garda"}
COMPANIES = Companies(BARE, FAMILIES)


@pytest.mark.parametrize(
    ("word", "payees"),
    [
        ("Garda", {"GARDA FEDERAL SERVICES LLC", "GARDA CASH LOGISTICS INC"}),  # one family
        ("Boreal", {"BOREAL OPTICS, INC.", "BOREAL OPTICS LLC"}),  # one name
        ("Garda Cash", {"GARDA CASH LOGISTICS INC"}),
        ("KVG", {"KVG LLC"}),
    ],
)
def test_a_beginning_that_only_one_company_or_family_has_names_it(word: str, payees: set[str]) -> None:
    assert set(COMPANIES.by_part(word)) == payees


@pytest.mark.parametrize("word", ["Summit", "Gar", "Optics", "Kvg", "Nobody", "AD", ""])
def test_a_beginning_of_two_companies_an_end_or_too_few_letters_name_nobody(word: str) -> None:
    assert COMPANIES.by_part(word) == ()


def test_names_of_one_family_are_related_and_others_are_not() -> None:
    assert COMPANIES.related(["GARDA CASH LOGISTICS INC"]) == ("GARDA CASH LOGISTICS INC", "GARDA FEDERAL SERVICES LLC")
    assert COMPANIES.related(["SUMMIT FOODS INC"]) == ("SUMMIT FOODS INC",)


def test_who_a_payee_is_its_family_its_bare_name_or_what_was_asked() -> None:
    asked = ["GARDA CASH LOGISTICS INC", "KVG LLC", "NOBODY"]
    assert [COMPANIES.who(p) for p in asked] == ["garda", "KVG", "NOBODY"]


def test_payees_are_found_by_their_bare_names() -> None:
    assert COMPANIES.named(["BOREAL OPTICS"]) == ("BOREAL OPTICS LLC", "BOREAL OPTICS, INC.")


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("The order went to ADS of Virginia.", True),  # initials, in capitals
        ("The order went to Atlantic.", True),
        ("The diving season began.", False),  # not written as a name
        ("The ads were sold.", False),
        ("Nobody was named.", False),
    ],
)
def test_a_company_is_spoken_of_by_a_telling_word_or_its_initials(text: str, spoken: bool) -> None:
    assert COMPANIES.is_spoken_of("ATLANTIC DIVING SUPPLY, INC.", text) is spoken


def test_a_word_of_many_companies_tells_none_of_them() -> None:
    many = Companies({f"GLOBAL {name} INC": f"GLOBAL {name}" for name in ("ASH", "ELM", "FIR", "OAK")}, {})
    assert not many.is_spoken_of("GLOBAL ASH INC", "Global prices rose.")
    assert many.is_spoken_of("GLOBAL ASH INC", "Ash was paid.")


@given(st.text(max_size=30), st.text(max_size=60))
def test_no_word_and_no_text_break_it(word: str, text: str) -> None:
    assert len({COMPANIES.who(p) for p in COMPANIES.by_part(word)}) <= 1
    COMPANIES.is_spoken_of("KVG LLC", text)
