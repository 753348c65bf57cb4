"""What a build leaves ready for checks answers as the edition itself does, and is passed over when it cannot be trusted."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallylight.ledger import lookup, lookup_file, open_ledger
from tallylight.ledger.build import add
from tallylight.ledger.edition import Edition
from tallylight.ledger.question import (
    Numbered,
    OfAgencies,
    OfAmount,
    OfAwards,
    OfTechnology,
    Paid,
    Question,
    Saying,
    SayingTogether,
)
from tests.ledger.fakes import CBP, ICE, FakeFile, FakeReader, action

ROWS = [
    action("P1", "0", "2.25", "2025-02-01", ceiling=Decimal("10.00"), psc="7A20", naics="511210"),
    action("P1", "P00001", "-1.50", "2025-02-01", description="CELLEBRITE UFED LICENSES", payee_uei="ABC123"),
    action("P2", "0", "4.00", "2025-01-01", payee=None, description=None, sub_agency=CBP),
    action("P2", "P00001", "0.00", "2025-03-01", payee="CELLEBRITE INC", psc_label="SOFTWARE", sub_agency=CBP),
    action("P3", "0", "12345678901.99", "2024-03-01", description="Café\nscanner, X-ray; scanners\0"),
    action("P4", "0", "7.00", "2024-03-02", description="X RAY SCANNER 21", keyless=True),
    action("P5", "0", "7.00", "2024-03-02", description="SCANNERX RAYS"),
]
EVER = (date(1990, 1, 1), date(2030, 1, 1))
KEY = "CONT_AWD_{}_7012_-NONE-_-NONE-"


def built(folder: Path, rows: list[dict[str, object]] = ROWS) -> Edition:
    add(["a"], str(folder), reader=FakeReader(a=FakeFile(rows, date(2026, 8, 22))))
    return open_ledger(str(folder))


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return built(tmp_path_factory.mktemp("ledger"))


def kept(folder: Path) -> list[Path]:
    return sorted((folder / "cache").glob("lookup-*"))


QUESTIONS: list[tuple[Question, int]] = [
    (Paid(("ACME, INC.", "NOBODY")), 5),
    (Paid((), ("Cellebrite",)), 3),
    (Paid(("CELLEBRITE INC",), ("Cellebrite",)), 3),
    (Paid(()), 0),
    (Saying((("cellebrite",),)), 1),
    (Saying((("café",), ("ufed", "licenses"))), 2),
    (Saying((("licenses", "ufed"),)), 0),  # not in this order
    (Saying((("ray", "scanner"),)), 2),
    (Saying((("21",),)), 1),  # the numbers that the file keeps beside descriptions are no part of them
    (Saying(()), 0),
    (SayingTogether(("scanners",)), 2),  # in either number; "scannerx" is another word
    (SayingTogether(("x", "ray")), 2),
    (SayingTogether(("x", "scanner")), 0),
    (OfAwards((KEY.format("P1"), KEY.format("P3"))), 3),
    (OfAwards(()), 0),
    (Numbered("P5"), 1),
    (OfTechnology("mobile_device_forensics"), 3),
    (OfAgencies((ICE,), *EVER), 5),
    (OfAgencies((ICE, CBP), date(2025, 2, 1), date(2025, 3, 1)), 3),
    (OfAgencies((), *EVER), 0),
    (OfAmount(Decimal("1.495"), Decimal("2.25"), *EVER), 2),
    (OfAmount(Decimal("1.505"), Decimal("2.245"), *EVER), 0),
    (OfAmount(Decimal("7"), Decimal("12345678901.99"), date(2024, 3, 2), date(2024, 3, 2)), 2),
]


@pytest.mark.parametrize(("question", "rows"), QUESTIONS, ids=str)
def test_a_question_has_the_same_answer_with_the_lookup_as_without(
    edition: Edition, question: Question, rows: int
) -> None:
    assert edition.lookup is not None
    answer = edition.ask(question)
    assert answer == edition.actions(*question.sql())
    assert [repr(one) for one in answer] == [repr(one) for one in edition.actions(*question.sql())]
    assert len(answer) == rows


words = st.lists(st.sampled_from(["x", "ray", "rays", "scanner", "scanners", "ten", "test", "2", "é", "-"]), max_size=3)


@given(st.lists(words.map(tuple).filter(bool), max_size=3), words.filter(bool))
def test_words_are_found_in_descriptions_as_the_engine_finds_them(
    edition: Edition, phrases: list[tuple[str, ...]], together: list[str]
) -> None:
    for question in (Saying(tuple(phrases)), SayingTogether(tuple(together))):
        assert edition.ask(question) == edition.actions(*question.sql())


def test_payees_and_families_are_those_of_the_edition(edition: Edition) -> None:
    assert edition.payees() == ("ACME, INC.", "CELLEBRITE INC")
    found = dict(edition.query("select name, coalesce(family_id, organisation_id) from names order by name"))
    assert edition.families() == found


def test_a_new_edition_takes_the_place_of_the_last_in_the_cache(tmp_path: Path) -> None:
    built(tmp_path)
    before = kept(tmp_path)
    edition = built(tmp_path, ROWS[:3])
    assert len(before) == len(kept(tmp_path)) == 1
    assert before != kept(tmp_path)
    assert edition.lookup is not None
    older = open_ledger(str(tmp_path), edition.parent)
    assert older.lookup is None
    assert len(older.ask(Paid(("ACME, INC.",)))) == 5


@pytest.mark.parametrize("damage", ["altered", "cut", "empty", "nonsense", "gone"])
def test_a_lookup_that_is_damaged_is_passed_over(tmp_path: Path, damage: str) -> None:
    before = built(tmp_path).ask(Paid(("ACME, INC.",)))
    (path,) = kept(tmp_path)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    match damage:
        case "altered":
            path.write_bytes(content)
        case "cut":
            path.write_bytes(content[: len(content) // 2])
        case "empty":
            path.write_bytes(b"")
        case "nonsense":
            path.rename(path.with_name(f"lookup-{before[0].last_seen}.1-{lookup.hashed(b'x')}.sqlite"))
            next(iter(kept(tmp_path))).write_bytes(b"x")
        case _:
            path.unlink()
    edition = open_ledger(str(tmp_path))
    assert edition.lookup is None
    assert edition.ask(Paid(("ACME, INC.",))) == before


def test_the_lookup_of_another_ledgers_edition_of_the_same_name_is_passed_over(tmp_path: Path) -> None:
    one = built(tmp_path / "one")
    other = built(tmp_path / "other", ROWS[:2])
    assert one.id == other.id
    shutil.rmtree(tmp_path / "one" / "cache")
    shutil.copytree(tmp_path / "other" / "cache", tmp_path / "one" / "cache")
    assert open_ledger(str(tmp_path / "one")).lookup is None


def test_a_lookup_of_another_layout_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lookup_file, "FORMAT", lookup.FORMAT + 1)
    assert built(tmp_path).lookup is None


def test_a_large_edition_has_no_lookup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lookup_file, "MOST_IN_MEMORY", len(ROWS) - 1)
    assert built(tmp_path).lookup is None
    assert kept(tmp_path) == []


def test_a_build_ends_well_when_the_cache_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(lookup_file, "write", full)
    edition = built(tmp_path)
    assert edition.lookup is None
    assert len(edition.actions("true")) == len(ROWS)
    assert not list((tmp_path / "cache").glob(".lookup*"))


SCRIPT = """
import json, sys
from tallylight.cli import main
code = main(sys.argv[1:])
print(json.dumps([code, sorted(sys.modules)]), file=sys.stderr)
"""


def test_a_check_loads_neither_the_engine_nor_the_reader_of_yaml(tmp_path: Path) -> None:
    built(tmp_path / "ledger")
    text = tmp_path / "article.txt"
    text.write_text("ICE paid Acme $2 million in 2025.\n", encoding="utf-8")
    words = ["--ledger", str(tmp_path / "ledger"), "check", str(text), "--date", "2025-09-15"]
    for _ in range(2):  # the first keeps what the knowledge files say
        done = subprocess.run([sys.executable, "-c", SCRIPT, *words], capture_output=True, text=True, check=True)
    code, loaded = json.loads(done.stderr.splitlines()[-1])
    assert code == 0
    assert not {"duckdb", "_duckdb", "pyarrow", "numpy", "yaml"} & {name.split(".")[0] for name in loaded}


@pytest.mark.records
def test_on_real_records_the_lookup_answers_as_the_edition_does(records: Path, tmp_path: Path) -> None:
    add([str(records / "usaspending/cbp-ice-actions")], str(tmp_path))
    edition = open_ledger(str(tmp_path))
    assert edition.lookup is not None
    some = edition.payees()[::97]
    awards = tuple(row.award_id for row in edition.ask(Paid(some)))[::5]
    asked: list[Question] = [
        Paid(some),
        Saying((("software",), ("body", "camera"), ("facial", "recognition"))),
        SayingTogether(("license", "plate")),
        SayingTogether(("drones",)),
        OfAwards(awards),
        OfAgencies((ICE,), date(2024, 9, 1), date(2024, 9, 30)),
        OfAmount(Decimal(1_000_000), Decimal(2_000_000), *EVER),
    ]
    for question in asked:
        answer = edition.ask(question)
        assert answer == edition.actions(*question.sql())
        assert answer
