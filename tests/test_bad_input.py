"""Bad input of every format: one clear line, exit code 3 (or 1 for rows), and the current edition is as it was.

Formats stand here as small files of our own. Each is cut short, written in a wrong encoding, and damaged at random; what is
peculiar to one format (entities, nesting, numbers without bounds) has a case of its own.
"""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from tallylight import cli
from tallylight.ledger import layout
from tallylight.ledger.build import add
from tests.sources import test_generations, test_saved_answers
from tests.sources.mapping.support import HEADER, ROW, mapping_file
from tests.sources.support import (
    API_ROW,
    SUMMARY,
    TRANSACTION,
    api,
    complaint_of,
    csv_text,
    listed,
    load,
    row_2018,
    write,
    write_zip,
)
from tests.sources.test_documents import agreed, archive, award, release
from tests.sources.test_forms import FORMS

GRANT = {
    "assistance_award_unique_key": "ASST_NON_1_7012", "award_id_fain": "1", "federal_action_obligation": "10.00",
    "action_date": "2024-01-02", "modification_number": "0", "recipient_name": "EXAMPLE OPTICS, INC.",
}  # fmt: skip
SUBAWARD = {
    "prime_award_unique_key": "CONT_AWD_1_7012_-NONE-_-NONE-", "subaward_sam_report_id": "r1", "subaward_amount": "9.00",
    "subaward_action_date": "2024-04-01", "subawardee_name": "SUB LLC",
}  # fmt: skip
FACT = {"award_key": "CONT_AWD_1_7012_-NONE-_-NONE-", "modification": "0", "date": "2024-01-02", "obligated": "1.00",
        "agency": "ICE", "payee": "EXAMPLE OPTICS", "description": "X", "public_page": "https://example.org"}  # fmt: skip

SAMPLES: dict[str, bytes] = {
    "search.csv": csv_text([api(Modification=str(n)) for n in range(4)]).encode(),
    "transactions.csv": csv_text([TRANSACTION] * 2).encode(),
    "summaries.csv": csv_text([SUMMARY] * 2).encode(),
    "assistance.csv": csv_text([GRANT] * 2).encode(),
    "subawards.csv": csv_text([SUBAWARD] * 2).encode(),
    "facts.csv": csv_text([FACT]).encode(),
    "2018.csv": listed([row_2018()] * 2).encode(),
    "opportunities.csv": test_generations.notices(test_generations.NOTICE),
    "tabs.csv": csv_text([api()]).replace(",", "\t").encode(),
    "fpds.xml": archive(award(), award("1")).encode(),
    "ocds.json": json.dumps({"releases": [release(awards=[agreed(), agreed("2")])]}).encode(),
    "record.json": json.dumps(FORMS["versioned only"]).encode(),
    "ocds.jsonl": "\n".join(json.dumps(release(f"ocds-a-{n}", awards=[agreed()])) for n in range(3)).encode(),
    **{
        f"{name}.json": json.dumps(wrap(record)).encode() for name, (wrap, record) in test_saved_answers.ANSWERS.items()
    },
}
"""File name -> a good file of each format."""


@pytest.fixture
def ledger(tmp_path: Path) -> str:
    """A ledger with a first edition."""
    add([str(write(tmp_path, csv_text([API_ROW]), "first.csv"))], str(tmp_path / "ledger"))
    return str(tmp_path / "ledger")


@pytest.fixture
def refused(tmp_path: Path, ledger: str, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Adds a bad file; gives the one line that is said, once the exit code and the current edition are right."""

    def run(content: bytes, name: str, *words: str) -> str:
        before = layout.current(Path(ledger))
        path = tmp_path / name
        path.write_bytes(content)
        code = cli.main(["--ledger", ledger, "add", str(path), *words])
        said = capsys.readouterr().err.splitlines()
        assert (code, len(said)) == (3, 1), said
        assert layout.current(Path(ledger)) == before
        assert said[0].startswith("tallylight: ")
        assert str(path) in said[0] or words
        return said[0]

    return run


@pytest.mark.parametrize("name", [name for name in SAMPLES if not name.endswith(("csv", "jsonl"))])
def test_a_document_that_is_cut_short_is_refused(refused: Callable[..., str], name: str) -> None:
    for share in (0.3, 0.9):
        content = SAMPLES[name]
        refused(content[: int(len(content) * share)], name)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_gzip_that_is_cut_short_is_refused(refused: Callable[..., str], name: str) -> None:
    packed = gzip.compress(SAMPLES[name])
    refused(packed[: len(packed) // 2], f"{name}.gz")


@pytest.mark.parametrize("name", SAMPLES)
def test_a_zip_that_is_cut_short_is_refused(tmp_path: Path, refused: Callable[..., str], name: str) -> None:
    whole = write_zip(tmp_path, {name: SAMPLES[name]}).read_bytes()
    refused(whole[: len(whole) // 2], "cut.zip")


@pytest.mark.parametrize("name", SAMPLES)
def test_an_encoding_that_is_none_of_text_is_refused(refused: Callable[..., str], name: str) -> None:
    refused(SAMPLES[name].decode("latin-1").encode("utf-32-be"), name)
    refused(SAMPLES[name].decode("latin-1").encode("cp037"), name)  # of mainframes


def test_an_entity_bomb_is_refused(refused: Callable[..., str]) -> None:
    levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE listOfAwards [<!ENTITY a0 "lol">{levels}]>{archive(award("&a11;"))[21:]}'
    assert "entities" in refused(bomb.encode(), "a.xml")


@pytest.mark.parametrize("opening", ['{"a":', "[", '{"releases":[', '{"results":['])
def test_deep_nesting_is_refused(refused: Callable[..., str], opening: str) -> None:
    assert "nested too deeply" in refused((opening * 100_000).encode(), "a.json")


def test_elements_nested_without_end_are_refused(refused: Callable[..., str]) -> None:
    assert "XML" in refused(archive(award().replace("<award ", "<a>" * 10_000 + "<award ")).encode(), "a.xml")


CELLS = {
    "search.csv": ("1250.5", "2024-03-05", "CONT_AWD_70CTD024P00000099_7012_-NONE-_-NONE-"),
    "transactions.csv": ("1250.50", "2024-03-05", "CONT_AWD_70CTD024P00000099_7012_-NONE-_-NONE-"),
    "assistance.csv": ("10.00", "2024-01-02", "ASST_NON_1_7012"),
    "subawards.csv": ("9.00", None, "CONT_AWD_1_7012_-NONE-_-NONE-"),
    "facts.csv": ("1.00", "2024-01-02", "CONT_AWD_1_7012_-NONE-_-NONE-"),
    "fpds.xml": ("10.50", "2020-04-02 00:00:00", "70cmsd20p00000001"),
    "ocds.json": ("100", "2024-01-02T10:00:00Z", None),
    "usaspending-transaction-search.json": ("12.5", "2024-03-05", test_saved_answers.KEY),
    "usaspending-award-transactions.json": ("12.5", "2024-03-05", None),
    "sam-contract-awards.json": ("12.50", "2024-03-05T00:00:00Z", "70CTD024P1"),
    "sam-subcontracts.json": ("9000", None, test_saved_answers.KEY),
}
"""Format -> how an amount, a day and an id stand in its sample."""


@pytest.mark.parametrize("name", CELLS)
def test_a_cell_that_cannot_be_costs_its_row_and_is_listed(
    tmp_path: Path, ledger: str, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    amount, day, key = CELLS[name]
    changes = [(amount, "1e400"), (amount, "9" * 400)]
    changes += [(day, "0000-01-01")] if day else []
    changes += [(key, "K" * 1_000_000)] if key else []
    for before, after in changes:
        path = tmp_path / name
        path.write_bytes(SAMPLES[name].replace(before.encode(), after.encode()))
        assert cli.main(["--ledger", ledger, "add", "--json", str(path)]) == 1, after[:20]
        told = json.loads(capsys.readouterr().out)
        (report,) = told["files"]
        assert report["rows_read"] == report["rows_kept"] + report["rows_repeated"] + report["rows_rejected"]
        assert report["rows_rejected"] == len(told["rejected"]) > 0
        assert all(row["reason"] and len(str(row["value"])) < 200 for row in told["rejected"])


@pytest.mark.parametrize("name", [name for name, (_, day, _) in CELLS.items() if day])
@pytest.mark.parametrize("edge", ["9999-12-31", "0001-01-01"])
def test_an_action_dated_on_an_edge_of_the_calendar_costs_its_row_and_is_listed(
    tmp_path: Path, ledger: str, capsys: pytest.CaptureFixture[str], name: str, edge: str
) -> None:
    day = str(CELLS[name][1])
    path = tmp_path / name
    path.write_bytes(SAMPLES[name].replace(day.encode(), day.replace(day[:10], edge).encode()))
    assert cli.main(["--ledger", ledger, "add", "--json", str(path)]) == 1
    told = json.loads(capsys.readouterr().out)
    assert {(row["value"], row["reason"]) for row in told["rejected"]} == {
        (edge, "no action was signed before 1900 or is dated after 2099")
    }
    out = str(tmp_path / "out.csv")
    for command in (["status"], ["changes"], ["search", "x"], ["export", "actions", "--format", "csv", "--out", out]):
        assert cli.main(["--ledger", ledger, *command]) == 0
    capsys.readouterr()


def test_a_mapping_that_names_a_missing_column_is_one_line(tmp_path: Path, refused: Callable[..., str]) -> None:
    mapping = str(mapping_file(tmp_path))
    said = refused(f"{HEADER.replace('Amount', 'Sum')}\n{ROW}\n".encode(), "t.csv", "--mapping", mapping)
    assert "no column 'Amount'" in said
    assert f"{mapping}, line 12, columns.obligated" in said


TOKENS = (b'"', b",", b"\n", b"\r", b"\0", b"\xff", b"{", b"}", b"[", b"]", b"<", b">", b"&", b"null", b"1e400", b"NaN",
          b"\\ud800", b'"""', b"\xef\xbb\xbf", b'<!DOCTYPE a [<!ENTITY b "c">]>', b"{}", b"[[]]", b"\t" * 8)  # fmt: skip


def damaged(content: bytes, chance: random.Random) -> bytes:
    """The content with some bytes changed, lost, doubled or added, or its end missing."""
    raw = bytearray(content)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(raw) + 1)
        match chance.randrange(4):
            case 0:
                raw[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del raw[at : at + chance.choice((1, 2, 10, 200))]
            case 2:
                raw[at : at + chance.choice((0, 0, 1, 5))] = chance.choice(TOKENS)
            case _:
                raw[at:at] = raw[at : at + chance.choice((10, 300))]
    return bytes(raw[: chance.randrange(len(raw) + 1)] if chance.random() < 0.2 else raw)


@pytest.mark.parametrize("name", SAMPLES)
def test_random_damage_is_read_or_refused_in_one_line(tmp_path: Path, name: str) -> None:
    chance = random.Random(name)
    for _ in range(150):
        content = damaged(SAMPLES[name], chance)
        if chance.random() < 0.15:
            content = damaged(gzip.compress(content), chance)
        path = tmp_path / name
        path.write_bytes(content)
        complaint_of(lambda path=path: load(path))  # type: ignore[misc]


@pytest.mark.records
def test_random_damage_to_real_files_is_read_or_refused_in_one_line(records: Path, tmp_path: Path) -> None:
    chance = random.Random(7)
    for path in sorted(path for path in records.rglob("*.gz") if path.stat().st_size < 200_000):
        with gzip.open(path) as file:
            content = file.read(60_000)
        for _ in range(8):
            bad = tmp_path / path.name.removesuffix(".gz")
            bad.write_bytes(damaged(content, chance))
            complaint_of(lambda bad=bad: load(bad))  # type: ignore[misc]
