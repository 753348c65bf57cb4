"""A sentence knows whom it speaks of: by name, or as the company, the agency, the contract spoken of before."""

from collections.abc import Callable

import pytest

from tallylight.claims.scene import Scene

Make = Callable[..., Scene]


def vendor_of(scene: Scene, amount: int = 0) -> str | None:
    found = scene.amounts[amount]
    vendor = scene.vendor(found.start, found.end)
    return vendor.name if vendor else None


def when_of(scene: Scene, amount: int = 0) -> str | None:
    found = scene.amounts[amount]
    when = scene.when(found.start, found.end)
    return when.when.text if when else None


def agency_of(scene: Scene) -> str | None:
    found = scene.agency(0, 0)
    return found.name if found else None


def test_the_company_is_the_vendor_last_named(scene: Make) -> None:
    assert vendor_of(scene("ICE met Clearview AI. It paid the company $2 million.")) == "Clearview AI"


def test_the_agency_is_the_one_last_named(scene: Make) -> None:
    assert agency_of(scene("CBP met Clearview AI. The agency paid $2 million.")) == "U.S. Customs and Border Protection"


def test_the_vendor_named_in_the_clause_is_meant(scene: Make) -> None:
    found = scene("ICE paid Clearview AI $3.75 million, while Paragon Solutions got $2 million.")
    assert (vendor_of(found, 0), vendor_of(found, 1)) == ("Clearview AI", "Paragon Solutions")


@pytest.mark.parametrize(
    "text",
    [
        "ICE awarded contracts to Clearview AI and Paragon Solutions for $3.75 million and $2 million respectively.",
        "ICE paid $3.75 million and $2 million to Clearview AI and Paragon Solutions.",
        "Clearview AI and Paragon took in $3.75 million and $2 million.",
    ],
)
def test_vendors_and_amounts_told_in_rows_belong_together_in_order(scene: Make, text: str) -> None:
    assert [vendor_of(scene(text), n) for n in (0, 1)] == ["Clearview AI", "Paragon Solutions"]


@pytest.mark.parametrize(
    "text",
    [
        "ICE paid $30 million to Palantir and $20 million to Wonderworks in April 2025.",
        "ICE paid Palantir $30 million and Wonderworks $20 million in April 2025.",
        "Palantir got $30 million, and Wonderworks received about $20 million.",
    ],
)
def test_an_amount_of_somebody_unknown_is_not_given_to_the_vendor_that_is_known(scene: Make, text: str) -> None:
    assert [vendor_of(scene(text), n) for n in (0, 1)] == ["Palantir", None]


def test_which_speaks_of_the_vendor_just_before_it(scene: Make) -> None:
    found = scene("Unlike Palantir, which got $30 million in April 2025, Clearview got $3.75 million.")
    assert [vendor_of(found, n) for n in (0, 1)] == ["Palantir", "Clearview AI"]
    assert [when_of(found, n) for n in (0, 1)] == ["in April 2025", None]


def test_a_time_told_with_one_amount_is_not_that_of_another(scene: Make) -> None:
    found = scene("The deal with Clearview is worth $3.75 million, up from $1.1 million last year.")
    assert [when_of(found, n) for n in (0, 1)] == [None, "last year"]


def test_a_time_at_the_head_of_a_sentence_is_that_of_all_its_amounts(scene: Make) -> None:
    found = scene("In 2024, ICE paid Clearview $1.1 million and Paragon Solutions $2 million.")
    assert [when_of(found, n) for n in (0, 1)] == ["In 2024", "In 2024"]


@pytest.mark.parametrize(
    "text",
    [
        "The Clearview contract is worth $3.75 million and runs until September 2026.",
        "ICE had spent $2.3 million on Clearview by the end of 2023.",
        "Clearview AI, founded in 2017, got $3.75 million.",
    ],
)
def test_deadlines_beginnings_and_birthdays_are_no_time_of_signing(scene: Make, text: str) -> None:
    assert when_of(scene(text)) is None


@pytest.mark.parametrize(
    ("text", "buyer"),
    [
        ("The Chicago Police Department signed a $50,000 contract with Clearview AI.", "Chicago Police Department"),
        ("Miami police paid Clearview AI $80,000.", "Miami police"),
        ("Clearview AI sold licenses to the City of Springfield for $80,000.", "City of Springfield"),
        ("The Italian government paid Paragon $5 million.", "Italian government"),
        ("The Department of Veterans Affairs paid Palantir $90 million.", "Department of Veterans Affairs"),
        ("The Texas Department of Public Safety paid Clearview $1 million.", "Texas Department of Public Safety"),
        ("NYPD paid Palantir $3.5 million.", "NYPD"),
    ],
)
def test_another_public_buyer_is_known_as_such(scene: Make, text: str, buyer: str) -> None:
    assert agency_of(scene(text)) == buyer


def test_a_police_force_that_buys_nothing_does_not_stand_for_the_federal_buyer(scene: Make) -> None:
    text = (
        "ICE, which shares data with the Chicago Police Department, signed a $3.75 million contract with Clearview AI."
    )
    assert agency_of(scene(text)) == "U.S. Immigration and Customs Enforcement"


def test_the_places_of_a_scene_are_places_of_the_text(scene: Make) -> None:
    text = "ICE met them. It paid Clearview AI $2 million."
    found = scene(text)
    amount = found.amounts[0]
    start, end = found.span(amount.start, amount.end)
    assert text[start:end] == "$2 million"


def test_a_vendor_named_in_full_may_be_called_by_its_first_word_from_then_on(scene: Make) -> None:
    assert vendor_of(scene("CBP hired Paragon Systems. Paragon got $1.8 million.")) == "Paragon Systems"


def test_one_company_of_a_maker_does_not_take_the_name_of_all_of_them(scene: Make) -> None:
    assert vendor_of(scene("ICE paid LexisNexis Special Services. LexisNexis got $4.7 million.")) == "LexisNexis"
