"""The ledger that the package ships is made from the facts, names no machine, and judges the sample article."""

import json
from pathlib import Path

import pytest

import tallylight
from tallylight import cli, ledger
from tallylight.ledger import Edition
from tallylight.model import CoverageState

STARTER = Path(tallylight.__file__).parent / "starter"

# What the record says to the fifteen statements, in the order of the sample article.
VERDICTS = [
    ("Palantir", "supported", None),  # several contracts
    ("Palantir", "approximately_supported", "amount_tolerance"),  # case management, $18.5 million
    ("Palantir", "supported", None),  # ImmigrationOS, $30 million
    ("Clearview AI", "not_checkable", "not_an_award_fact"),  # billions of pictures
    ("Clearview AI", "supported", None),  # $3.75 million
    ("Clearview AI", "supported", None),  # what it supports
    ("Clearview AI", "contradicted", "wrong_date"),  # since 2023
    ("Clearview AI", "supported", None),  # millions
    ("Paragon Solutions", "supported", None),  # $2 million in 2024
    ("Paragon Solutions", "supported", None),  # what it covers
    ("Paragon Solutions", "supported", None),  # the stop
    ("Paragon Solutions", "approximately_supported", "date_tolerance"),  # last week
    ("LexisNexis", "approximately_supported", "truncated"),  # $4.7 million
    ("LexisNexis", "not_checkable", "not_an_award_fact"),  # searches
    (None, "not_checkable", "not_an_award_fact"),  # deportations
]


@pytest.fixture
def shipped(monkeypatch: pytest.MonkeyPatch) -> Edition:
    monkeypatch.delenv("TALLYLIGHT_LEDGER", raising=False)
    return ledger.open_ledger(None, None)


def test_the_shipped_ledger_is_what_the_facts_make(
    shipped: Edition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(STARTER)
    made = tmp_path / "ledger"
    assert cli.main(["--ledger", str(made), "add", "--selection", "--as-of", "2026-08-22", "facts.csv"]) == 0
    fresh = ledger.open_ledger(str(made), None)
    assert fresh.actions("true", []) == shipped.actions("true", []), "run `make starter`"
    assert fresh.files == shipped.files
    assert fresh.coverage == shipped.coverage


def test_what_a_check_looks_up_is_shipped_with_it(shipped: Edition) -> None:
    assert shipped.lookup is not None, "run `make starter`"
    assert shipped.lookup.payees() == tuple(row[0] for row in shipped.query("select name from names order by name"))


def test_it_is_known_as_the_starter_ledger_of_its_day(shipped: Edition) -> None:
    assert shipped.starter
    assert shipped.as_of.isoformat() == "2026-08-22"
    assert len(shipped.actions("true", [])) == 193


def test_it_covers_a_selection_only_so_that_it_never_denies(shipped: Edition) -> None:
    assert {block.state for block in shipped.coverage} == {CoverageState.SELECTION}


def test_it_names_no_folder_of_the_machine_that_made_it(shipped: Edition) -> None:
    assert {action.source.path for action in shipped.actions("true", [])} == {"facts.csv"}
    for path in (STARTER / "ledger").rglob("*"):
        if path.is_file():
            assert str(STARTER).encode() not in path.read_bytes()


def test_it_leads_each_row_to_its_line_in_the_facts_and_to_its_public_page(shipped: Edition) -> None:
    lines = [line for line in (STARTER / "facts.csv").read_text("utf-8").splitlines() if not line.startswith("#")]
    for action in shipped.actions("true", []):
        assert lines[action.source.row].startswith(f"{action.award_id},{action.modification},{action.action_date},")
        assert action.url == f"https://www.usaspending.gov/award/{action.award_id}/"


def test_it_brings_neither_a_lock_nor_a_reading_memory() -> None:
    assert sorted(path.name for path in (STARTER / "ledger").iterdir()) == ["cache", "current", "editions"]
    assert [path.name.split("-")[0] for path in (STARTER / "ledger" / "cache").iterdir()] == ["lookup"]


def test_the_sample_article_is_judged_as_the_record_has_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TALLYLIGHT_LEDGER", raising=False)
    assert cli.main(["check", str(STARTER / "sample-article.txt"), "--json"]) == 0
    checked = json.loads(capsys.readouterr().out)
    assert checked["text_date"] == "2025-09-15"
    found = [(claim["vendor"], claim["verdict"], claim["reason_code"]) for claim in checked["claims"]]
    assert found == VERDICTS
    assert checked["unparsed"] == []


@pytest.mark.records
def test_the_sample_article_is_in_our_own_words(articles: Path) -> None:
    def runs(path: Path, length: int) -> set[tuple[str, ...]]:
        words = path.read_text(encoding="utf-8").lower().split()
        return {tuple(words[start : start + length]) for start in range(len(words) - length)}

    original = articles / "first-article.txt"
    assert runs(original, 6) & runs(STARTER / "sample-article.txt", 6) == set()
