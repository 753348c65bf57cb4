"""What stands beside contracts in a ledger: withdrawn actions, grants, awards in other currencies, sub-awards, notices."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tallylight.ledger import Edition, awards, open_ledger, search, vendors
from tallylight.ledger.build import AddResult, add
from tests.sources.support import KEY, TRANSACTION, csv_text

GRANT = {
    "assistance_award_unique_key": "ASST_NON_1_7012", "award_id_fain": "1", "federal_action_obligation": "10.00",
    "action_date": "2024-01-02", "modification_number": "0", "recipient_name": "EXAMPLE OPTICS, INC.",
    "transaction_description": "LICENSES", "awarding_sub_agency_name": "U.S. Immigration and Customs Enforcement",
}  # fmt: skip

SUBAWARD = {
    "prime_award_unique_key": KEY, "prime_award_piid": "70CTD024P00000099", "subaward_sam_report_id": "r1",
    "subaward_number": "7", "subaward_amount": "9000.00", "subaward_action_date": "2024-04-01",
    "subawardee_name": "SUB LLC", "prime_award_awarding_sub_agency_name": "U.S. Immigration and Customs Enforcement",
}  # fmt: skip

PROCESS = {
    "ocid": "ocds-a-1", "id": "1", "date": "2024-01-01T00:00:00Z", "tag": ["award"],
    "buyer": {"name": "Home Office"},
    "awards": [{
        "id": "1", "title": "Body worn cameras", "value": {"amount": 500, "currency": "GBP"},
        "suppliers": [{"name": "EXAMPLE OPTICS, INC."}],
    }],
}  # fmt: skip


def transactions(*rows: Mapping[str, str]) -> str:
    return csv_text([dict.fromkeys(["correction_delete_ind", *TRANSACTION], "") | dict(row) for row in rows])


def built(folder: Path, **files: str) -> tuple[list[AddResult], Edition]:
    """One edition a file, in the order given; names are days, d20240301, with what comes after them ignored."""
    ledger, made = folder / "ledger", []
    for name, text in files.items():
        path = folder / f"{name}.txt"
        path.write_text(text, encoding="utf-8")
        made.append(add([str(path)], str(ledger), as_of=_day(name)))
    return made, open_ledger(str(ledger))


def _day(name: str) -> Any:
    from datetime import date

    return date.fromisoformat(f"{name[1:5]}-{name[5:7]}-{name[7:9]}")


GONE = {"correction_delete_ind": "D", "contract_transaction_unique_key": TRANSACTION["contract_transaction_unique_key"]}
OTHER = TRANSACTION | {"modification_number": "P00001", "contract_transaction_unique_key":
                       "7012_-NONE-_70CTD024P00000099_P00001_-NONE-_0", "federal_action_obligation": "7.00"}  # fmt: skip


def test_a_withdrawn_action_stays_and_is_no_longer_counted(tmp_path: Path) -> None:
    made, edition = built(tmp_path, d20240401=transactions(TRANSACTION, OTHER), d20240501=transactions(GONE))
    assert made[1].changes == {"added": 0, "removed": 1, "altered": 0, "missing": 0}
    (award,) = awards.find(edition, KEY)
    assert [(row["modification"], row["removed"]) for row in award.actions] == [("0", True), ("P00001", False)]
    assert award.obligated == Decimal("7.00")
    assert search.find(edition, ["licenses"], 10).obligated == Decimal("7.00")


def test_an_action_that_is_shown_again_after_its_withdrawal_counts_again(tmp_path: Path) -> None:
    _, edition = built(
        tmp_path, d20240401=transactions(TRANSACTION), d20240501=transactions(GONE), d20240601=transactions(TRANSACTION)
    )
    (award,) = awards.find(edition, KEY)
    assert award.obligated == Decimal("1250.50")


def test_a_withdrawal_before_the_action_is_met_in_older_files_holds(tmp_path: Path) -> None:
    _, edition = built(tmp_path, d20240501=transactions(GONE), d20240401=transactions(TRANSACTION))
    (award,) = awards.find(edition, KEY)
    assert award.obligated == 0


def test_a_delta_file_may_change_one_action_and_withdraw_another(tmp_path: Path) -> None:
    changed = OTHER | {"correction_delete_ind": "C", "federal_action_obligation": "8.00"}
    made, edition = built(tmp_path, d20240401=transactions(TRANSACTION, OTHER), d20240501=transactions(changed, GONE))
    assert made[1].changes == {"added": 0, "removed": 1, "altered": 1, "missing": 0}
    assert search.find(edition, ["licenses"], 10).obligated == Decimal("8.00")


def test_grants_and_awards_abroad_are_in_no_total_of_contracts(tmp_path: Path) -> None:
    _, edition = built(
        tmp_path, d20240401=transactions(TRANSACTION), d20240402=csv_text([GRANT]), d20240403=json.dumps(PROCESS)
    )
    assert search.find(edition, ["example"], 10).obligated == Decimal("1250.50")
    found = vendors.find(edition, "EXAMPLE OPTICS")
    assert sum((block["obligated"] for block in found.totals), Decimal(0)) == Decimal("1250.50")
    kinds = edition.query(
        "select award_kind, currency, sum(obligated) from every_action group by all order by 1 nulls first"
    )
    assert kinds == [
        (None, None, Decimal("1250.50")), ("assistance", None, Decimal("10.00")), ("process", "GBP", Decimal("500.00")),
    ]  # fmt: skip


def test_grants_and_awards_abroad_say_nothing_of_what_is_covered(tmp_path: Path) -> None:
    _, edition = built(tmp_path, d20240402=csv_text([GRANT]), d20240403=json.dumps(PROCESS))
    assert edition.coverage == ()


def test_an_award_abroad_is_found_by_its_key_in_its_own_currency(tmp_path: Path) -> None:
    _, edition = built(tmp_path, d20240403=json.dumps(PROCESS))
    (award,) = awards.find(edition, "OCDS_ocds-a-1_1")
    assert (award.actions[0]["currency"], award.obligated) == ("GBP", Decimal("500.00"))


def test_awards_abroad_are_told_by_technology_too(tmp_path: Path) -> None:
    _, edition = built(tmp_path, d20240403=json.dumps(PROCESS))
    assert edition.query("select technology from attributions") == [("body_worn_cameras",)]


def test_sub_awards_stand_beside_their_award_and_are_not_added(tmp_path: Path) -> None:
    _, edition = built(tmp_path, d20240401=transactions(TRANSACTION), d20240402=csv_text([SUBAWARD]))
    (award,) = awards.find(edition, KEY)
    assert award.obligated == Decimal("1250.50")
    assert [(row["payee"], row["amount"]) for row in award.subawards] == [("SUB LLC", Decimal("9000.00"))]


def test_a_report_that_was_changed_replaces_the_older_one(tmp_path: Path) -> None:
    later = SUBAWARD | {"subaward_amount": "8000.00"}
    _, edition = built(tmp_path, d20240402=csv_text([SUBAWARD]), d20240502=csv_text([later]))
    assert edition.query("select amount from subawards") == [(Decimal("8000.00"),)]


def test_a_notice_is_shown_with_the_award_that_it_announces(tmp_path: Path) -> None:
    notice = {"noticeId": "n1", "title": "Cameras", "type": "Award Notice", "postedDate": "2024-03-01",
              "award": {"number": " 70CTD024-P-00000099 ", "amount": "1250.50", "date": "2024-03-01"}}  # fmt: skip
    other = notice | {"noticeId": "n2", "award": None}
    answer = json.dumps({"opportunitiesData": [notice, other]})
    _, edition = built(tmp_path, d20240401=transactions(TRANSACTION), d20240402=answer)
    (award,) = awards.find(edition, KEY)
    assert [(row["notice_id"], row["tied_by"]) for row in award.notices] == [("n1", "award number")]


@pytest.mark.records
def test_real_sub_awards_are_tied_to_the_awards_of_the_same_download(records: Path, tmp_path: Path) -> None:
    folder = records / "usaspending"
    add(
        [str(folder / "subawards"), str(folder / "award-summaries/2025-gen"), str(folder / "cbp-ice-actions")],
        str(tmp_path),
    )
    edition = open_ledger(str(tmp_path))
    ((reports, primes, tied),) = edition.query(
        "select count(*), count(distinct award_id), count(distinct award_id) filter "
        "(award_id in (select award_id from actions)) from subawards"
    )
    assert (reports, primes) == (482, 159)
    assert tied > 60
