"""`tallylight check` at its edges: what it reads, what it writes, and how it ends. The verdicts are tested with claims."""

from __future__ import annotations

import io
import json
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tallylight import settings
from tallylight.cli import main, parser
from tallylight.commands.check import check_once
from tallylight.commands.draft import _saves, watch

Run = Callable[..., tuple[int, str, str]]

TEXT = "In September 2025 ICE signed a $3.75 million contract with Clearview AI.\n"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command line against the starter ledger: exit code, standard output, what it says besides that."""
    monkeypatch.delenv("TALLYLIGHT_LEDGER", raising=False)

    def call(*words: object) -> tuple[int, str, str]:
        code = main([str(word) for word in words])
        shown = capsys.readouterr()
        told = [line for line in shown.err.splitlines() if "starter ledger" not in line]
        return code, shown.out, "\n".join(told)

    return call


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_a_text_is_checked_as_json(run: Run, article: Path) -> None:
    code, out, err = run("check", article, "--date", "2025-09-30", "--json")
    told = json.loads(out)
    assert (code, err) == (0, "")
    assert told["text_date"] == "2025-09-30"
    (claim,) = [claim for claim in told["claims"] if claim["amount"] == "3750000.00"]
    start, end = claim["span"]
    assert TEXT[start:end] == claim["text"]


def test_a_text_may_come_from_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch, article: Path) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\xef\xbb\xbf" + TEXT.encode())))
    piped = json.loads(run("check", "-", "--date", "2025-09-30", "--json")[1])
    named = json.loads(run("check", article, "--date", "2025-09-30", "--json")[1])
    assert piped["claims"] == named["claims"]


def test_a_person_reads_the_verdicts_in_80_columns(run: Run, article: Path) -> None:
    code, out, _ = run("check", article, "--date", "2025-09-30")
    assert code == 0
    assert "supported" in out
    assert "\x1b" not in out


def test_a_report_and_claim_reviews_are_written_whole(run: Run, article: Path, tmp_path: Path) -> None:
    page, reviews = tmp_path / "report.html", tmp_path / "reviews.json"
    code, _, _ = run("check", article, "--date", "2025-09-30", "--html", page, "--claimreview", reviews)
    assert code == 0
    assert page.read_text(encoding="utf-8").lower().startswith("<!doctype html>")
    assert json.loads(reviews.read_text(encoding="utf-8"))
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_report_that_cannot_be_written_is_one_line(run: Run, article: Path, tmp_path: Path) -> None:
    code, _, err = run("check", article, "--date", "2025-09-30", "--html", tmp_path / "no" / "report.html")
    assert (code, len(err.splitlines())) == (2, 1)


def test_a_verdict_may_fail_the_run(run: Run, article: Path) -> None:
    words = ("check", article, "--date", "2025-09-30", "--json")
    assert run(*words, "--fail-on", "contradicted")[0] == 0
    assert run(*words, "--fail-on", "contradicted", "--fail-on", "supported")[0] == 1


BAD_TEXTS = {
    "empty": (b"", "the text is empty"),
    "blank": (b"\xef\xbb\xbf \n\t\n", "the text is empty"),
    "binary": (b"text\x00text", "not a text file"),
    "pdf": (b"%PDF-1.7 ...", "not a text file"),
    "zip": (b"PK\x03\x04...", "not a text file"),
    "latin-1": ("caf\xe9".encode("latin-1"), "byte 4 is not UTF-8"),
}


@pytest.mark.parametrize("kind", BAD_TEXTS)
def test_what_is_not_a_text_is_refused_in_one_line(run: Run, tmp_path: Path, kind: str) -> None:
    content, reason = BAD_TEXTS[kind]
    path = tmp_path / "article.txt"
    path.write_bytes(content)
    code, out, err = run("check", path)
    assert (code, out, len(err.splitlines())) == (3, "", 1)
    assert reason in err
    assert str(path) in err


def test_a_text_that_is_too_long_is_refused(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "MAX_TEXT_BYTES", 10)
    path = tmp_path / "article.txt"
    path.write_bytes(b"x" * 11)
    code, _, err = run("check", path)
    assert code == 3
    assert "longer than 10 bytes" in err


@pytest.mark.parametrize("name", ["http://127.0.0.1:9/a", "HTTPS://localhost/a"])
def test_an_address_of_the_machine_itself_is_refused_in_one_line(run: Run, name: str) -> None:
    code, out, err = run("check", name)
    assert (code, out, len(err.splitlines())) == (3, "", 1)
    assert "private network" in err


def test_a_saved_page_is_checked_by_its_article_and_the_day_in_its_metadata(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    filler = "The agency did not answer questions about it, and the company declined to comment on them. " * 3
    path.write_text(
        f"<!doctype html><html><head><title>A purchase</title><meta property='article:published_time' "
        f"content='2025-09-15'></head><body><nav>Menu</nav><article><h1>A purchase</h1><p>{TEXT}</p><p>{filler}</p>"
        f"</article></body></html>",
        encoding="utf-8",
    )
    code, out, _ = run("check", path, "--json")
    told = json.loads(out)
    assert code == 0
    assert (told["text_date"], told["date_source"]) == ("2025-09-15", "metadata")
    (claim,) = [claim for claim in told["claims"] if claim["amount"] == "3750000.00"]
    assert told["text"][slice(*claim["span"])] == claim["text"]
    assert json.loads(run("check", path, "--json", "--date", "2025-10-01")[1])["date_source"] == "given"


def test_a_draft_is_checked_again_after_each_time_it_is_saved(
    run: Run, article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def saves() -> Iterator[None]:
        article.write_text("The weather was fine.\n", encoding="utf-8")
        yield
        article.unlink()
        yield
        article.write_text(TEXT, encoding="utf-8")
        yield

    args = parser().parse_args(["check", str(article), "--watch", "--date", "2025-09-30", "--json"])
    assert watch(args, check_once, saves()) == 0
    shown = capsys.readouterr()
    rounds = json.JSONDecoder()
    first, end = rounds.raw_decode(shown.out)
    second, _ = rounds.raw_decode(shown.out[end:].lstrip())
    assert [len(told["claims"]) > 0 for told in (first, second)] == [True, False]
    assert "Waiting for it to be saved again" in shown.err
    assert shown.err.count("waiting for article.txt to change") == 3


def test_a_real_save_is_noticed_also_when_another_file_is_put_in_its_place(article: Path) -> None:
    noticed = threading.Event()

    def save_until_noticed() -> None:
        beside = article.with_name("other.txt")
        while not noticed.wait(timeout=0.05):
            beside.write_text("x", encoding="utf-8")
            beside.replace(article)

    editor = threading.Thread(target=save_until_noticed)
    editor.start()
    try:
        assert next(iter(_saves(article)))
    finally:
        noticed.set()
        editor.join()


def test_only_a_file_can_be_watched(run: Run) -> None:
    code, _, err = run("check", "-", "--watch")
    assert (code, len(err.splitlines())) == (2, 1)


def test_a_missing_text_and_a_folder_are_refused_in_one_line(run: Run, tmp_path: Path) -> None:
    for path in (tmp_path / "nothing.txt", tmp_path):
        code, out, err = run("check", path)
        assert (code, out, len(err.splitlines())) == (3, "", 1)


def test_a_batch_gives_one_object_a_line_with_the_id_that_was_given(run: Run, tmp_path: Path) -> None:
    batch = tmp_path / "batch.jsonl"
    passages = [
        {"id": "a", "text": TEXT, "date": "2025-09-30"},
        {"id": 2, "text": "The weather was fine.", "date": None},
        {"id": None, "text": "", "date": "2025-09-30"},
    ]
    batch.write_text("\n".join(json.dumps(passage) for passage in passages) + "\n\n", encoding="utf-8")
    code, out, _ = run("check", "--batch", batch)
    told = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [answer["id"] for answer in told] == ["a", 2, None]
    assert [bool(answer["claims"]) for answer in told] == [True, False, False]
    assert told[0]["text_date"] == "2025-09-30"


def test_a_batch_says_the_same_as_checking_each_text(run: Run, tmp_path: Path, article: Path) -> None:
    batch = tmp_path / "batch.jsonl"
    batch.write_text(json.dumps({"id": 1, "text": TEXT, "date": "2025-09-30"}), encoding="utf-8")
    alone = json.loads(run("check", article, "--date", "2025-09-30", "--json")[1])
    assert json.loads(run("check", "--batch", batch)[1])["claims"] == alone["claims"]


@pytest.mark.parametrize(
    "line", ["{", "[]", '{"id": 1}', '{"id": 1, "text": 5}', '{"id": 1, "text": "x", "date": "soon"}', '"x"', "\xff"]
)
def test_a_line_that_is_no_passage_is_refused_before_anything_is_checked(run: Run, tmp_path: Path, line: str) -> None:
    batch = tmp_path / "batch.jsonl"
    batch.write_text(json.dumps({"id": 1, "text": TEXT}) + "\n" + line + "\n", encoding="latin-1")
    code, out, err = run("check", "--batch", batch)
    assert (code, out, len(err.splitlines())) == (3, "", 1)
    assert str(batch) in err
