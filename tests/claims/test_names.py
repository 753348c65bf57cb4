"""Vendors, products and agencies are found by their names, and never by likeness."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallylight.claims.companies import Companies
from tallylight.claims.names import Names, bare_name, tokens
from tallylight.claims.vendor import Vendor, together

PAYEES = (
    "PARAGON SOLUTIONS (US) INC", "PARAGON SYSTEMS INC", "PARAGON MICRO INC", "PARAGON PROFESSIONAL SERVICES LLC",
    "CLEARVIEW AI, INC.", "ACME NIGHT VISION, LLC", "ICICLE LLC", "THE BORDERLINE COMPANY", "SUMMIT LLC",
)  # fmt: skip
NAMES = Names(PAYEES)


def vendors(text: str) -> list[str]:
    return [m.vendor.name for m in NAMES.find(text) if m.vendor]


def agencies(text: str) -> list[str]:
    return [m.agency.short for m in NAMES.find(text) if m.agency]


@pytest.mark.parametrize(
    ("text", "payee"),
    [
        ("ICE paid Paragon.", "PARAGON SOLUTIONS (US) INC"),
        ("ICE paid Paragon Solutions.", "PARAGON SOLUTIONS (US) INC"),
        ("ICE paid Paragon Systems.", "PARAGON SYSTEMS INC"),
        ("ICE paid Paragon Micro.", "PARAGON MICRO INC"),
        ("ICE paid Paragon Professional Services.", "PARAGON PROFESSIONAL SERVICES LLC"),
        ("ICE paid Clearview’s makers.", "CLEARVIEW AI, INC."),
        ("ICE paid Acme Night Vision.", "ACME NIGHT VISION, LLC"),
    ],
)
def test_each_company_is_found_by_its_own_name_alone(text: str, payee: str) -> None:
    (found,) = [m.vendor for m in NAMES.find(text) if m.vendor]
    assert found.payees == (payee,)


@pytest.mark.parametrize("name", ["Paragon Partners", "Clearview Energy", "Paragon Construction", "Clearview Bank"])
def test_a_name_that_is_only_the_beginning_of_another_is_not_that_vendor(name: str) -> None:
    assert vendors(f"ICE paid {name} $2 million.") == []


@pytest.mark.parametrize(
    "text", ["It is a paragon of virtue.", "They had a clear view.", "an acme night vision", "He saw an icicle."]
)
def test_common_words_are_no_vendors(text: str) -> None:
    assert vendors(text) == []


def test_a_one_word_payee_is_not_found_where_the_word_is_used_in_small_letters_too() -> None:
    assert vendors("Icicle won. An icicle fell.") == []
    assert vendors("Icicle won.") == ["Icicle"]


@pytest.mark.parametrize(
    ("text", "short"), [("ICE paid.", "ICE"), ("Border Patrol paid.", "CBP"), ("the FBI paid", "FBI")]
)
def test_agencies_are_found_by_short_and_by_component_names(text: str, short: str) -> None:
    assert agencies(text) == [short]


def test_frozen_water_is_no_agency() -> None:
    assert agencies("They slid on the ice.") == []


def test_a_product_names_its_maker() -> None:
    (found,) = [m for m in NAMES.find("Graphite was bought.") if m.product]
    assert found.vendor is not None
    assert found.vendor.name == "Paragon Solutions"


@pytest.mark.parametrize(
    ("plain", "bare"),
    [
        ("ACME INC", "ACME"),
        ("THE ACME COMPANY LLC", "ACME"),
        ("PARAGON SOLUTIONS US INC", "PARAGON SOLUTIONS"),
        ("CO", "CO"),
    ],
)
def test_legal_forms_are_no_part_of_a_name(plain: str, bare: str) -> None:
    assert bare_name(plain) == bare


PIECES = [
    "Paragon",
    " ",
    "Systems",
    "Solutions",
    "ICE",
    "’s",
    "Clearview",
    "AI",
    ",",
    "Inc.",
    "the",
    "Acme",
    "Night",
    "\n",
    "Vision",
]


@given(st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=20).map(" ".join)))
def test_names_lie_in_the_text_in_order_and_never_overlap(text: str) -> None:
    end = 0
    for found in NAMES.find(text):
        assert end <= found.start < found.end <= len(text)
        assert (found.vendor is None) != (found.agency is None)
        end = found.end
    assert all({"&": "and"}.get(text[a:b], text[a:b].replace(".", "")) == word for a, b, word in tokens(text))


def test_names_of_a_whole_department_are_read_in_time_that_grows_with_their_number() -> None:
    # Counted in looks at a name, not in seconds: every payee used to look through all others.
    class Payees(dict[str, str]):
        looks = 0

        def items(self) -> Any:
            for item in super().items():
                Payees.looks += 1
                yield item

        def values(self) -> Any:
            for value in super().values():
                Payees.looks += 1
                yield value

    bare = Payees({f"COMPANY {n} LLC": f"company {n}" for n in range(500)})
    companies = Companies(bare, {})
    for payee in list(bare):
        assert companies.related([payee]) == (payee,)
        assert companies.named([bare[payee]]) == (payee,)
    assert Payees.looks <= 4 * len(bare)


MORE = Names(
    ["B.I. INCORPORATED", "BI2 TECHNOLOGIES, LLC", "SMITH & WELLER LLC", "W.S. DARLEY & CO", "BOREAL OPTICS, INC.",
     "BOREAL OPTICS LLC", "SUMMIT FOODS INC", "SUMMIT TOOLS LLC", "GARDA FEDERAL SERVICES LLC", "NEW HAVEN PUMPS INC"]
)  # fmt: skip


def payees(text: str) -> list[set[str]]:
    return [set(m.vendor.payees) for m in MORE.find(text) if m.vendor]


@pytest.mark.parametrize(
    ("text", "payee"),
    [
        ("ICE paid B.I. Incorporated.", "B.I. INCORPORATED"),
        ("ICE paid BI Incorporated.", "B.I. INCORPORATED"),
        ("ICE paid BI2 Technologies.", "BI2 TECHNOLOGIES, LLC"),
        ("ICE paid Smith & Weller.", "SMITH & WELLER LLC"),
        ("ICE paid Smith and Weller.", "SMITH & WELLER LLC"),
        ("ICE paid W.S. Darley.", "W.S. DARLEY & CO"),
        ("ICE paid WS Darley.", "W.S. DARLEY & CO"),
    ],
)
def test_initials_with_and_without_points_and_both_ways_of_writing_and_are_one_name(text: str, payee: str) -> None:
    assert payees(text) == [{payee}]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("B.I. Incorporated", ["BI", "Incorporated"]),
        ("Smith & Weller", ["Smith", "and", "Weller"]),
        ("Acme's", ["Acme", "s"]),
    ],
)
def test_words_of_a_name_are_told_apart(text: str, words: list[str]) -> None:
    assert [word for _, _, word in tokens(text)] == words


@pytest.mark.parametrize(
    ("word", "payees"),
    [("Boreal", {"BOREAL OPTICS, INC.", "BOREAL OPTICS LLC"}), ("Garda", {"GARDA FEDERAL SERVICES LLC"})],
)
def test_a_part_of_a_name_is_a_vendor_where_it_can_be_nobody_else(word: str, payees: set[str]) -> None:
    found = MORE.by_part(word)
    assert found is not None
    assert set(found.payees) == payees


@pytest.mark.parametrize("word", ["Summit", "New", "New Haven", "Smi", "Nobody"])
def test_a_common_word_a_place_or_a_beginning_of_several_names_is_nobody(word: str) -> None:
    assert MORE.by_part(word) is None


def test_a_part_of_the_name_of_a_maker_is_that_maker() -> None:
    found = NAMES.by_part("Clearview")
    assert found is not None
    assert found.makers


def test_vendors_together_have_all_names_and_each_once() -> None:
    both = together([NAMES.vendors["Clearview AI"], NAMES.vendors["Paragon Solutions"], NAMES.vendors["Clearview AI"]])
    assert both.name == "Clearview AI, Paragon Solutions and Clearview AI"
    assert both.payees == ("CLEARVIEW AI, INC.", "PARAGON SOLUTIONS (US) INC")
    assert len(both.makers) == 2


@given(st.lists(st.sampled_from(sorted(NAMES.vendors.values(), key=lambda v: v.name)), min_size=1, max_size=4))
def test_together_nobody_is_lost_and_nobody_added(vendors: list[Vendor]) -> None:
    both = together(vendors)
    assert set(both.payees) == {p for v in vendors for p in v.payees}
    assert set(both.family) == {p for v in vendors for p in v.family}
    assert len(both.payees) == len(set(both.payees))
