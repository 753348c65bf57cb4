"""What comes of a pull when nothing goes wrong: the right rows, once each, with what was asked kept beside them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tallylight.errors import UsageError
from tallylight.ledger import awards, open_ledger
from tallylight.model import CoverageState
from tallylight.publishers.usaspending.wanted import Buyer, Wanted
from tests.publisher.data import CBP, DHS, GSA, ICE, many, real, row
from tests.publisher.server import Publisher
from tests.publisher.service import Service, deletions
from tests.publishers.support import (
    BUYERS,
    actions,
    agencies,
    expected,
    pulled,
    pulled_and_added,
    tables,
    wire_to,
)


def in_2026(publisher: Publisher) -> list[dict[str, str]]:
    return [r for r in publisher.service.rows if r["action_date"] >= "2025-10-01"]


def test_everything_that_agencies_awarded_or_paid_for_is_there_once(publisher: Publisher, ledger: Path) -> None:
    pulled(agencies("ICE", "CBP"), ledger, publisher)
    assert actions(ledger) == expected(in_2026(publisher))


def test_a_purchase_through_another_agency_is_found_by_who_pays(publisher: Publisher, ledger: Path) -> None:
    pulled(agencies("ICE"), ledger, publisher)
    assert ("47QFCA26F0000004", "0", "900000.00") in actions(ledger)
    (block,) = [b for b in open_ledger(str(ledger)).coverage if b.sub_agency == GSA[1]]
    assert block.state is CoverageState.SELECTION
    assert "actions paid for by ICE" in block.reasons[0]


def test_a_time_over_several_fiscal_years_is_asked_year_by_year(publisher: Publisher, ledger: Path) -> None:
    pulled(agencies("ICE", "CBP", since="2024-10-01"), ledger, publisher)
    assert actions(ledger) == expected(publisher.service.rows)
    spans = [b["filters"]["date_range"] for p, b in publisher.service.asked if p == "/api/v2/bulk_download/awards/"]
    days = [(date.fromisoformat(s["end_date"]) - date.fromisoformat(s["start_date"])).days + 1 for s in spans]
    assert len(days) == 8
    assert max(days) <= 366


def test_the_block_is_complete_for_the_time_that_was_asked_for(publisher: Publisher, ledger: Path) -> None:
    pulled(agencies("ICE", "CBP"), ledger, publisher)
    blocks = {b.sub_agency: b for b in open_ledger(str(ledger)).coverage if b.state is CoverageState.COMPLETE}
    # The last week before the publisher's day is not covered, unless an action of it is there.
    assert {(b.start, b.end, b.rows) for b in blocks.values()} == {
        (date(2025, 10, 1), date(2026, 8, 13), 5),
        (date(2025, 10, 1), date(2026, 8, 19), 3),
    }


def test_an_agency_without_an_action_is_covered_all_the_same(publisher: Publisher, ledger: Path) -> None:
    publisher.service.rows = [r for r in publisher.service.rows if r["awarding_sub_agency_name"] != CBP[1]]
    pulled(agencies("CBP"), ledger, publisher)
    (block,) = open_ledger(str(ledger)).coverage
    assert (block.sub_agency, block.rows, block.state) == (CBP[1], 0, CoverageState.COMPLETE)


def test_times_that_touch_are_one_block(publisher: Publisher, ledger: Path) -> None:
    pulled(agencies("ICE", until=date(2025, 12, 31)), ledger, publisher)
    pulled(agencies("ICE", since="2026-01-01"), ledger, publisher)
    (block,) = [b for b in open_ledger(str(ledger)).coverage if b.sub_agency == ICE[1]]
    assert (block.start, block.end, block.rows) == (date(2025, 10, 1), date(2026, 8, 13), 5)


def test_what_was_asked_and_understood_is_kept_with_each_file(publisher: Publisher, ledger: Path) -> None:
    found = pulled(agencies("ICE"), ledger, publisher)
    entries = open_ledger(str(ledger)).manifest.files
    assert entries
    for entry in entries:
        assert entry.asked
        assert entry.asked.pull == found.pull.id
        assert entry.asked.understood == entry.asked.question["filters"]
        assert len(entry.asked.answer_sha256) == 64
        assert entry.as_of == date(2026, 8, 20)
        assert (ledger / entry.report.path).is_file()
        assert entry.report.sha256 in entry.report.path


def test_the_same_pull_again_changes_nothing_while_the_publisher_does_not(publisher: Publisher, ledger: Path) -> None:
    pulled(agencies("ICE"), ledger, publisher)
    _, made = pulled_and_added(agencies("ICE"), ledger, wire_to(publisher))
    assert made.unchanged


def test_a_pull_on_a_later_day_shows_what_changed(publisher: Publisher, ledger: Path) -> None:
    pulled(agencies("ICE"), ledger, publisher)
    publisher.service.rows[0]["federal_action_obligation"] = "1111.11"
    publisher.service.rows.append(row("70CTD026P00000099", day="2026-08-21"))
    publisher.service.last_updated = "08/25/2026"
    _, made = pulled_and_added(agencies("ICE"), ledger, wire_to(publisher))
    assert made.changes == {"added": 1, "removed": 0, "altered": 1, "missing": 0}
    assert made.as_of == date(2026, 8, 25)


def test_a_whole_department_covers_each_of_its_agencies(publisher: Publisher, ledger: Path) -> None:
    department = Buyer("DHS", DHS)
    pulled(Wanted(buyers=(department,), since=date(2025, 10, 1)), ledger, publisher)
    assert actions(ledger) == expected(in_2026(publisher))
    complete = {b.sub_agency for b in open_ledger(str(ledger)).coverage if b.state is CoverageState.COMPLETE}
    assert complete == {ICE[1], CBP[1]}


def test_a_vendor_is_a_selection(publisher: Publisher, ledger: Path) -> None:
    pulled(Wanted(vendor="example optics"), ledger, publisher)
    assert actions(ledger) == expected(r for r in publisher.service.rows if r["recipient_name"].startswith("EXAMPLE"))
    assert {b.state for b in open_ledger(str(ledger)).coverage} == {CoverageState.SELECTION}


def test_a_vendor_with_more_rows_than_a_download_has_is_asked_in_parts(publisher: Publisher, ledger: Path) -> None:
    publisher.service.limit = 4
    found = pulled(Wanted(vendor="example optics"), ledger, publisher)
    assert len(found.found) > 2
    assert actions(ledger) == expected(r for r in publisher.service.rows if r["recipient_name"].startswith("EXAMPLE"))


@pytest.mark.parametrize("given", ["70CTD026P00000001", "CONT_AWD_70CTD026P00000001_7012_-NONE-_-NONE-"])
def test_an_award_is_found_by_its_number_or_its_key(publisher: Publisher, ledger: Path, given: str) -> None:
    pulled(Wanted(award=given), ledger, publisher)
    assert actions(ledger) == expected(publisher.service.rows[:3])


def test_an_award_that_got_another_key_is_found_by_the_old_one_and_both_are_kept(
    publisher: Publisher, ledger: Path
) -> None:
    new, old = publisher.service.rows[0]["contract_award_unique_key"], "CONT_AWD_OLD_7012_-NONE-_-NONE-"
    publisher.service.aliases[old] = new
    pulled(Wanted(award=old), ledger, publisher)
    asked = open_ledger(str(ledger)).manifest.files[0].asked
    assert asked
    assert asked.aliases == ((old, new),)
    (award,) = awards.find(open_ledger(str(ledger)), old)
    assert award.award_id == new


def test_a_number_of_several_awards_is_not_guessed_at(publisher: Publisher, ledger: Path) -> None:
    publisher.service.rows.append(row("70CTD026P00000001", awarding=CBP))
    with pytest.raises(UsageError, match="2 awards have this number"):
        pulled(Wanted(award="70CTD026P00000001"), ledger, publisher)


def test_an_award_that_nobody_knows_is_said_to_be_unknown(publisher: Publisher, ledger: Path) -> None:
    for given in ("70XXXXXXX", "CONT_AWD_70XXXXXXX_7012_-NONE-_-NONE-"):
        with pytest.raises(UsageError, match="knows no such contract"):
            pulled(Wanted(award=given), ledger, publisher)


def test_the_archive_file_of_a_department_covers_all_of_its_agencies(publisher: Publisher, ledger: Path) -> None:
    pulled(Wanted(buyers=(BUYERS["ICE"],), monthly=True), ledger, publisher)
    department = [r for r in in_2026(publisher) if r["awarding_agency_code"] == "070"]
    assert actions(ledger) == expected(department)
    blocks = open_ledger(str(ledger)).coverage
    assert {(b.sub_agency, b.state) for b in blocks} == {
        (ICE[1], CoverageState.COMPLETE), (CBP[1], CoverageState.COMPLETE)
    }  # fmt: skip
    assert {b.as_of for b in blocks} == {date(2026, 8, 6)}


def test_update_asks_for_what_changed_and_takes_back_what_was_withdrawn(publisher: Publisher, ledger: Path) -> None:
    service = publisher.service
    pulled(agencies("ICE"), ledger, publisher)
    gone = service.rows.pop(0)
    service.rows.append(row("70CTD026P00000099", day="2026-08-29"))
    changed = service.rows[0]
    changed |= {"federal_action_obligation": "-999.00", "last_modified_date": "2026-08-28"}
    service.last_updated, service.archive_date = "09/10/2026", "20260906"
    service.deleted = deletions([gone])
    _, made = pulled_and_added(Wanted(update=True), ledger, wire_to(publisher))
    assert made.changes == {"added": 1, "removed": 1, "altered": 1, "missing": 0}
    (block,) = [b for b in open_ledger(str(ledger)).coverage if b.sub_agency == ICE[1]]
    assert (block.start, block.end, block.as_of) == (date(2025, 10, 1), date(2026, 9, 3), date(2026, 9, 10))
    # A delta file is taken once.
    found, made = pulled_and_added(Wanted(update=True), ledger, wire_to(publisher))
    assert not any("deletions" in piece.words for piece, _ in found.found)


def test_update_does_not_fill_a_hole_that_was_never_asked_for(publisher: Publisher, ledger: Path) -> None:
    """The pull ended long before its publisher's day: what was signed in between is in no change."""
    pulled(agencies("ICE", until=date(2025, 12, 31)), ledger, publisher)
    publisher.service.last_updated = "09/10/2026"
    pulled(Wanted(update=True), ledger, publisher)
    (block,) = [b for b in open_ledger(str(ledger)).coverage if b.sub_agency == ICE[1]]
    assert (block.start, block.end) == (date(2025, 10, 1), date(2025, 12, 31))


def test_update_over_the_end_of_a_fiscal_year_goes_on_without_a_hole(publisher: Publisher, ledger: Path) -> None:
    pulled(agencies("ICE"), ledger, publisher)
    publisher.service.last_updated = "11/20/2026"
    publisher.service.rows.append(row("70CTD027P00000001", day="2026-11-02"))
    pulled(Wanted(update=True), ledger, publisher)
    blocks = [b for b in open_ledger(str(ledger)).coverage if b.sub_agency == ICE[1]]
    assert [(b.start, b.end) for b in blocks] == [
        (date(2025, 10, 1), date(2026, 9, 30)), (date(2026, 10, 1), date(2026, 11, 13))
    ]  # fmt: skip


def test_update_needs_something_to_update(publisher: Publisher, ledger: Path) -> None:
    with pytest.raises(UsageError, match="no agency was pulled"):
        pulled(Wanted(update=True), ledger, publisher)


def test_a_search_over_many_pages_with_ties_brings_every_row_once(publisher: Publisher, ledger: Path) -> None:
    publisher.service.rows = many(430)
    pulled(agencies("ICE", since="2026-02-01", search=True), ledger, publisher)
    assert actions(ledger) == expected(publisher.service.rows)


def test_the_stand_in_does_lose_rows_between_pages() -> None:
    """Else the test above would prove nothing."""
    service = Service(many(430))
    filters = {"award_type_codes": ["B"], "time_period": [{"start_date": "2026-01-01", "end_date": "2026-12-31"}]}
    seen = [
        (r["Award ID"], r["Mod"])
        for page in range(1, 6)
        for r in service.answer(
            "POST", "/api/v2/search/spending_by_transaction/", {},
            {"filters": filters, "fields": ["Award ID", "Mod"], "sort": "Award ID", "order": "asc", "page": page, "limit": 100},
        )["results"]
    ]  # fmt: skip
    assert len(seen) == 430
    assert len(set(seen)) < 430


def test_who_asks_says_so(publisher: Publisher, ledger: Path) -> None:
    pulled(agencies("ICE"), ledger, publisher)
    (agent,) = publisher.agents
    assert agent.startswith("tallylight/")
    assert "Mozilla" not in agent


@pytest.mark.records
def test_a_search_of_a_few_real_days_brings_every_row(records: Path, ledger: Path) -> None:
    rows = [r for r in real(records, 2025) if "2025-09-22" <= r["action_date"] <= "2025-09-24"]
    with Publisher(Service(rows)).running() as publisher:
        pulled(agencies("ICE", "CBP", since="2025-09-22", until=date(2025, 9, 24), search=True), ledger, publisher)
    assert len(actions(ledger)) == len(rows) > 200


@pytest.mark.records
def test_the_real_actions_of_a_year_come_through_whole(records: Path, ledger: Path) -> None:
    rows = real(records, 2024)
    with Publisher(Service(rows, members_of=4_000)).running() as publisher:
        pulled(agencies("ICE", "CBP", since="2023-10-01", until=date(2024, 9, 30)), ledger, publisher)
    key = "contract_transaction_unique_key"
    edition = open_ledger(str(ledger))
    assert len(edition.actions("true")) == len({r[key] for r in rows}) > 10_000
    assert {b.state for b in edition.coverage} == {CoverageState.COMPLETE}
    assert len(tables(ledger)) > 5
