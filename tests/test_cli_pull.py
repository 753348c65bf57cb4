"""`tallylight pull` as a person and other programs meet it: options, JSON, exit codes, one line for each error."""

from __future__ import annotations

import errno
import io
import json
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tallylight.cli import main
from tallylight.publishers import clock, vault
from tests.publisher.data import invented
from tests.publisher.server import Fault, Publisher
from tests.publisher.service import Service

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    with Publisher(Service(invented())).running() as running:
        yield running


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `tallylight pull usaspending ...` without waiting: exit code, standard output, standard error."""
    for name in ("TALLYLIGHT_LEDGER", "TALLYLIGHT_USASPENDING", "TALLYLIGHT_USASPENDING_FILES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(clock.SystemClock, "sleep", lambda *_: None)

    def call(*words: object) -> tuple[int, str, str]:
        code = main(["pull", "usaspending", *map(str, words)])
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return call


ICE = ("--agency", "ICE", "--since", "2025-10-01")


def test_the_json_is_that_of_add_and_what_was_asked_and_compared(
    run: Run, publisher: Publisher, tmp_path: Path
) -> None:
    code, out, err = run(*ICE, "--ledger", tmp_path / "l", "--publisher-url", publisher.address, "--json")
    told = json.loads(out)
    assert (code, told["edition"], told["parent"], told["as_of"]) == (0, "2026-08-20.1", None, "2026-08-20")
    assert [file["rows_kept"] for file in told["files"]] == [5, 7]
    assert [q["rows"] for q in told["pull"]["questions"]] == [5, 7]
    assert [q["actions_counted"] for q in told["pull"]["questions"]] == [5, 7]
    assert told["pull"]["resumed"] is False
    assert told["pull"]["questions"][0]["passed_over"] == ["Data_Dictionary_Crosswalk.xlsx"]
    assert err.splitlines() == [
        line for line in err.splitlines() if line.startswith("tallylight: actions ") and line.endswith("bytes.")
    ]


def test_a_person_sees_the_accounts(run: Run, publisher: Publisher, tmp_path: Path) -> None:
    code, out, _ = run(*ICE, "--ledger", tmp_path / "l", "--publisher-url", publisher.address)
    assert code == 0
    assert "Made edition 2026-08-20.1" in out
    assert "2 questions" in out


def test_the_publisher_may_be_named_by_the_environment(
    run: Run, publisher: Publisher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TALLYLIGHT_USASPENDING", publisher.address)
    monkeypatch.setenv("TALLYLIGHT_LEDGER", str(tmp_path / "l"))
    assert run("--award", "70CTD026P00000001")[0] == 0
    assert run("--vendor", "example optics")[0] == 0
    assert run(*ICE)[0] == 0
    assert run("--update")[0] == 0
    assert run("--monthly", "--agency", "CBP", "--fiscal-year", "2025", "--fiscal-year", "2026")[0] == 0


def test_rows_that_the_publisher_counts_and_does_not_give_need_a_persons_eye(
    run: Run, publisher: Publisher, tmp_path: Path
) -> None:
    publisher.service.count_more = 1
    code, out, _ = run(*ICE, "--ledger", tmp_path / "l", "--publisher-url", publisher.address)
    assert code == 1
    assert "counts 6 actions where its download has 5" in " ".join(out.split())


def test_a_publisher_that_keeps_failing_is_one_line_and_exit_code_5(
    run: Run, publisher: Publisher, tmp_path: Path
) -> None:
    publisher.faults = [Fault("", "status", 99)]
    code, out, err = run(*ICE, "--ledger", tmp_path / "l", "--publisher-url", publisher.address)
    assert (code, out) == (5, "")
    assert err == (
        "tallylight: no answer after 7 tries, at last HTTP 503 with an empty body (GET /api/v2/awards/last_updated/). "
        "Nothing was added. Run the same command later: it goes on where it stopped.\n"
    )
    assert not (tmp_path / "l" / "current").exists()


def test_a_publisher_that_is_not_there_is_one_line_and_exit_code_5(run: Run, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # a port that is taken and not listened at
        address = f"http://127.0.0.1:{taken.getsockname()[1]}"
        code, out, err = run(*ICE, "--ledger", tmp_path / "l", "--publisher-url", address)
    assert (code, out) == (5, "")
    assert err.startswith("tallylight: no answer after 3 tries, at last no connection (GET ")
    assert len(err.splitlines()) == 1


def test_a_dry_run_asks_nothing_and_makes_nothing(run: Run, publisher: Publisher, tmp_path: Path) -> None:
    base = ("--ledger", tmp_path / "l", "--publisher-url", publisher.address, "--dry-run")
    for words in (
        (*ICE, "--until", "2025-12-31"), ("--award", "70CTD026P00000001"), ("--vendor", "optics"), ("--update",),
        ("--monthly", "--agency", "ICE"), (*ICE, "--search"),
    ):  # fmt: skip
        code, out, _ = run(*base, *words)
        assert code == 0
        assert out.splitlines()[-1] == "Nothing was asked."
    code, out, _ = run(*base, *ICE, "--json")
    questions = json.loads(out)["questions"]
    assert "POST /api/v2/bulk_download/awards/" in [question["request"] for question in questions]
    assert publisher.service.asked == []
    assert not (tmp_path / "l").exists()


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ((), "nothing is named to ask for"),
        (("--agency", "ICE"), "--agency needs a first day"),
        (("--agency", "Ministry of Silly Walks", "--since", "2025-10-01"), "is no agency that is known"),
        ((*ICE, "--until", "2025-01-01"), "the last day is before the first"),
        (("--agency", "ICE", "--since", "1999-01-01"), "the publisher's records begin later"),
        (("--agency", "ICE", "--since", "soon"), "'soon' is not a date"),
        (("--award", "X", "--vendor", "Y"), "--award and --vendor do not go together"),
        (("--award", "X", "--since", "2025-10-01"), "--since does not go with --award"),
        (("--monthly", "--agency", "ICE", "--search"), "--search does not go with --monthly"),
        ((*ICE, "--publisher-url", "ftp://example.org"), "is no address of a service"),
        ((*ICE, "--edition", "2026-01-01.1"), "files are always added to the current edition"),
    ],
)
def test_what_does_not_fit_together_is_one_line_and_exit_code_2(
    run: Run, tmp_path: Path, words: tuple[str, ...], line: str
) -> None:
    code, out, err = run("--ledger", tmp_path / "l", *words)
    assert (code, out) == (2, "")
    assert line in err
    assert len(err.splitlines()) == 1


def test_two_pulls_at_once_are_refused(run: Run, publisher: Publisher, tmp_path: Path) -> None:
    from tallylight.publishers import pulls

    with pulls.alone(tmp_path / "l"):
        code, _, err = run(*ICE, "--ledger", tmp_path / "l", "--publisher-url", publisher.address)
    assert (code, "another pull is running" in err) == (2, True)


def test_agencies_are_known_by_every_name_of_theirs() -> None:
    from tallylight.commands.pull import buyer

    ice = buyer("ICE")
    assert ice == buyer("ice") == buyer("Immigration & Customs Enforcement") == buyer("7012")
    assert buyer("DOJ").department is None


def test_a_full_disk_is_one_line(
    run: Run, publisher: Publisher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(vault, "sync", full)
    code, out, err = run(*ICE, "--ledger", tmp_path / "l", "--publisher-url", publisher.address)
    assert (code, out) == (4, "")
    assert err.startswith("tallylight: the disk is full, nothing was added")


def test_a_terminal_shows_rows_bytes_and_the_time_left() -> None:
    from rich.console import Console
    from rich.progress import Progress

    from tallylight.commands.pull_progress import Watched, columns

    shown = io.StringIO()
    with Progress(*columns(), console=Console(file=shown, force_terminal=True, width=160)) as bar:
        watched = Watched(bar)
        watched.piece("actions awarded by ICE", 1, 2)
        watched.waiting("HTTP 503", 2)
        watched.received(500_000, 1_000_000)
        watched.rows(1_234, 5_000)
        bar.refresh()
    text = shown.getvalue()
    for part in ("1/2 actions awarded by ICE", "0.5/1.0 MB", "1,234 of 5,000 rows", ":"):
        assert part in text
