"""The facts that we wrote down are those of the public record: none altered, none left out."""

import csv
import gzip
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

import tallylight

FACTS = Path(tallylight.__file__).parent / "starter" / "facts.csv"
ICE = "ICE"
NEWEST = "cbp-ice-actions"
EARLIER = "cbp-ice-actions-2026-02-13"  # holds the zero-dollar actions that the newest copy lost when it was cut short

Action = tuple[str, str, Decimal, str, str]


def facts() -> list[dict[str, str]]:
    lines = [line for line in FACTS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines))


def published(folder: Path, key: str) -> dict[str, dict[str, Action]]:
    """The published actions by award and modification; `key` is the column that names the award."""
    awards: dict[str, dict[str, Action]] = defaultdict(dict)
    for path in sorted(folder.glob("*.csv.gz")):
        with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                amount = Decimal(row["Federal Action Obligation"]).quantize(Decimal("0.01"))
                agency, payee = row["Agency"], row["Recipient Name"]
                awards[row[key]][row["Modification"]] = (row["Modification"], row["Action Date"], amount, agency, payee)
    return awards


def as_action(fact: dict[str, str]) -> Action:
    amount = Decimal(fact["obligated"])
    return (fact["modification"], fact["date"], amount, fact["agency"], fact["payee"])


@pytest.mark.records
def test_every_fact_is_the_published_one_and_no_action_of_its_award_is_missing(records: Path) -> None:
    newest = published(records / "usaspending" / NEWEST, "Generated Award ID")
    earlier = published(records / "usaspending" / EARLIER, "Award ID")
    held: dict[str, dict[str, Action]] = defaultdict(dict)
    for fact in facts():
        held[fact["award_key"]][fact["modification"]] = as_action(fact)
    for award, actions in held.items():
        piid = award.split("_")[2]
        assert actions == {**earlier.get(piid, {}), **newest[award]}, award


@pytest.mark.records
def test_every_award_to_the_makers_of_the_first_article_is_there(records: Path) -> None:
    newest = published(records / "usaspending" / NEWEST, "Generated Award ID")
    stems = ("CLEARVIEW AI", "PARAGON SOLUTIONS", "LEXISNEXIS", "RELX", "PALANTIR")
    wanted = {
        award
        for award, actions in newest.items()
        if any(agency == ICE and payee.startswith(stems) for _, _, _, agency, payee in actions.values())
    }
    assert wanted <= {fact["award_key"] for fact in facts()}


@pytest.mark.records
def test_no_description_is_copied_from_the_publisher(records: Path) -> None:
    copied = set()
    for path in sorted((records / "usaspending" / NEWEST).glob("*.csv.gz")):
        with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                copied.add(row["Transaction Description"].casefold())
    # A title of a few words (what was bought) is a fact; a sentence is somebody's.
    assert {
        fact["description"]
        for fact in facts()
        if fact["description"].casefold() in copied and len(fact["description"]) > 60
    } == set()


def test_each_action_is_written_once_with_its_public_page() -> None:
    keys = [(fact["award_key"], fact["modification"]) for fact in facts()]
    assert len(keys) == len(set(keys))
    for fact in facts():
        assert fact["public_page"] == f"https://www.usaspending.gov/award/{fact['award_key']}/"
        assert fact["obligated"] == f"{Decimal(fact['obligated']):.2f}"


@pytest.mark.parametrize(
    ("payees", "start", "end", "total"),
    [
        (("LEXISNEXIS RISK",), "2025-01-01", "2025-09-30", "4752744.00"),
        (("LEXISNEXIS RISK",), "2024-10-01", "2025-09-30", "4752744.00"),
        (("LEXISNEXIS", "RELX"), "2025-01-01", "2025-09-10", "4528242.49"),
        (("LEXISNEXIS", "RELX"), "2025-01-01", "2025-09-30", "6313186.81"),
        (("LEXISNEXIS", "RELX"), "2024-10-01", "2025-09-30", "6917986.81"),
        (("LEXISNEXIS", "RELX"), "2025-01-01", "2025-12-31", "6980986.81"),
        (("PALANTIR",), "2024-10-01", "2025-09-10", "29882735.00"),
        (("CLEARVIEW AI",), "2020-10-01", "2025-09-30", "7140000.00"),
    ],
)
def test_the_sums_that_the_first_article_is_checked_with_come_out(
    payees: tuple[str, ...], start: str, end: str, total: str
) -> None:
    rows = [fact for fact in facts() if fact["agency"] == ICE and fact["payee"].startswith(payees)]
    assert sum(Decimal(row["obligated"]) for row in rows if start <= row["date"] <= end) == Decimal(total)


def test_the_case_management_order_stands_where_the_first_article_found_it() -> None:
    rows = [fact for fact in facts() if "70CTD022FR0000170" in fact["award_key"]]
    assert sum(Decimal(row["obligated"]) for row in rows if row["date"] <= "2025-09-10") == Decimal("88098065.29")


def test_the_file_says_what_it_is_and_that_silence_means_nothing() -> None:
    head = [line for line in FACTS.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    assert "USAspending.gov" in head[1]
    assert any("says nothing about whether it exists" in line for line in head)
