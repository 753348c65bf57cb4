"""Awards, vendors and words: what they find, what they add up, and what they warn of."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallylight.errors import UsageError
from tallylight.ledger import Edition, awards, open_ledger, search, vendors
from tallylight.ledger.build import add
from tallylight.ledger.names import words
from tests.ledger.fakes import CBP, ICE, FakeFile, FakeReader, action, summary

ROWS = [
    action("P1", "0", "100.00", "2024-12-01", payee="PARAGON SOLUTIONS (US) INC", description="PHONE TOOL"),
    action("P1", "P00001", "-30.00", "2025-11-01", payee="PARAGON SOLUTIONS (US) INC", description="CLOSE-OUT"),
    action("P2", "P00002", "7.00", "2025-03-01", payee="PARAGON SYSTEMS INC", description="GUARDS", sub_agency=CBP),
    action("P3", "0", "9.00", "2025-02-01", payee="RESELLER, L.L.C.", description="BODY-WORN CAMERAS (50%)"),
    action("0001", "0", "1.00", award_id="CONT_AWD_0001_7012_V1_7012"),
    action("0001", "0", "2.00", award_id="CONT_AWD_0001_7012_V2_7012"),
]
SUMMARIES = [summary("P1", "500.00", ceiling=Decimal("900.00")), summary("P8", "3.00")]


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    ledger = str(tmp_path_factory.mktemp("questions"))
    files = FakeReader(
        a=FakeFile(ROWS, date(2026, 8, 22), repeats=[(7, 1)]),
        s=FakeFile(SUMMARIES, date(2026, 8, 22), kind="summaries"),
    )
    add(["a", "s"], ledger, reader=files)
    return open_ledger(ledger)


def test_an_award_shows_the_running_sum_of_its_actions(edition: Edition) -> None:
    (award,) = awards.find(edition, "P1")
    assert [row["running"] for row in award.actions] == [Decimal("100.00"), Decimal("70.00")]
    assert award.obligated == Decimal("70.00")


def test_a_summary_is_shown_beside_an_award_and_never_added(edition: Edition) -> None:
    (award,) = awards.find(edition, "P1")
    assert award.summary is not None
    assert (award.summary["obligated"], award.ceiling) == (Decimal("500.00"), Decimal("900.00"))
    assert award.obligated == Decimal("70.00")


def test_an_award_known_from_a_summary_only_says_so(edition: Edition) -> None:
    (award,) = awards.find(edition, "P8")
    assert award.actions == ()
    assert award.warnings == ("No action of this award is held, only an award summary.",)


def test_a_number_that_several_awards_carry_finds_all_of_them_apart(edition: Edition) -> None:
    found = awards.find(edition, "0001")
    assert [(award.award_id, award.obligated) for award in found] == [
        ("CONT_AWD_0001_7012_V1_7012", Decimal("1.00")),
        ("CONT_AWD_0001_7012_V2_7012", Decimal("2.00")),
    ]


def test_an_award_without_its_base_action_warns_that_its_sum_is_no_total(edition: Edition) -> None:
    (award,) = awards.find(edition, "P2")
    assert not award.has_base
    assert award.warnings[0] == awards.BASE_MISSING


def test_an_award_warns_of_what_its_agencys_years_lack(edition: Edition) -> None:
    (award,) = awards.find(edition, "P1")
    assert award.warnings == (f"{ICE}, fiscal 2025: 1 exact repeat: about 1 other row is probably missing.",)


@pytest.mark.parametrize("base", ["0", "00"])
def test_the_base_award_is_modification_zero(base: str) -> None:
    assert awards.is_base(base)
    assert not awards.is_base("P00000")
    assert not awards.is_base("")
    assert not awards.is_base(None)


def test_a_vendor_is_found_by_whole_words_whatever_the_case_and_order(edition: Edition) -> None:
    for asked in ("paragon solutions", "Solutions, PARAGON!", "Paragon Solutions, Inc."):
        assert [row["payee"] for row in vendors.find(edition, asked).names] == ["PARAGON SOLUTIONS (US) INC"]
    assert vendors.find(edition, "para").names == ()


def test_a_vendors_totals_are_by_agency_and_fiscal_year(edition: Edition) -> None:
    found = vendors.find(edition, "paragon solutions")
    assert [(row["fiscal_year"], row["obligated"]) for row in found.totals] == [
        (2025, Decimal("100.00")), (2026, Decimal("-30.00")),
    ]  # fmt: skip
    assert (found.obligated, found.awards, len(found.actions)) == (Decimal("70.00"), 1, 2)


def test_names_that_begin_with_the_same_word_are_listed_as_not_to_be_confused(edition: Edition) -> None:
    found = vendors.find(edition, "paragon solutions")
    assert [row["payee"] for row in found.not_to_be_confused_with] == ["PARAGON SYSTEMS INC"]


def test_a_vendor_nobody_paid_has_no_names_and_no_money(edition: Edition) -> None:
    found = vendors.find(edition, "nobody")
    assert (found.names, found.actions, found.obligated) == ((), (), Decimal("0.00"))


def test_a_vendors_total_warns_of_what_the_years_lack(edition: Edition) -> None:
    assert len(vendors.find(edition, "paragon solutions").warnings) == 1
    assert vendors.find(edition, "paragon systems").warnings == ()


def test_every_word_must_begin_a_word_of_the_description_or_the_payee(edition: Edition) -> None:
    assert search.find(edition, ["camera"], 50).total == 1
    assert search.find(edition, ["reseller", "body"], 50).total == 1
    assert search.find(edition, ["amera"], 50).total == 0
    assert search.find(edition, ["camera", "phone"], 50).total == 0


@pytest.mark.parametrize("word", ["(50%)", "50%", "worn", "body-worn", "BODY-WORN"])
def test_punctuation_in_a_word_is_taken_as_it_is(edition: Edition, word: str) -> None:
    assert search.find(edition, [word], 50).total == 1


@given(text=st.text(max_size=20))
def test_no_word_is_taken_for_a_pattern(edition: Edition, text: str) -> None:
    if text.split():
        assert search.find(edition, [text], 1).total <= len(ROWS)
    else:
        with pytest.raises(UsageError):
            search.find(edition, [text], 1)


def test_the_newest_come_first_and_the_limit_does_not_change_the_total(edition: Edition) -> None:
    found = search.find(edition, ["paragon"], 1)
    assert (found.total, found.obligated) == (3, Decimal("77.00"))
    assert [row["action_date"] for row in found.actions] == [date(2025, 11, 1)]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("CLEARVIEW AI, INC.", ("CLEARVIEW", "AI")),
        ("B.I. INCORPORATED", ("BI",)),
        ("FISHER SAND & GRAVEL CO", ("FISHER", "SAND", "&", "GRAVEL")),
        ("CORPORATE SOURCE, INC THE", ("CORPORATE", "SOURCE")),
        ("THE COMPANY, LLC", ("THE", "COMPANY", "LLC")),
        ("", ()),
    ],
)
def test_words_of_a_name_leave_out_punctuation_and_legal_forms(name: str, expected: tuple[str, ...]) -> None:
    assert words(name) == expected
