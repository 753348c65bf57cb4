"""Whatever happens to a build, the edition before it is whole and current, and one clear line says what went wrong."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tallylight.errors import LedgerError, NotNow
from tallylight.ledger import layout, open_ledger, publish, verify
from tallylight.ledger.build import add
from tallylight.settings import LEDGER_FORMAT
from tests.ledger.fakes import FakeFile, FakeReader, action

READER = FakeReader(a=[action("P1")], b=[action("P2"), action("P3")])

# Adds file b, and on the way says "ready" and waits for a line that never comes.
BLOCKED = """
import sys
sys.path.insert(0, {root!r})
from tallylight.ledger import build, publish
from tests.ledger.fakes import FakeFile, FakeReader, action

def wait(*_):
    print("ready", flush=True)
    sys.stdin.readline()

where = {where!r}
file = FakeFile([action("P2"), action("P3")], **({{"wait": wait}} if where == "reading" else {{}}))
if where != "reading":
    setattr(publish, where, wait)
build.add(["b"], {ledger!r}, reader=FakeReader(b=file))
"""


@pytest.fixture
def first(tmp_path: Path) -> str:
    """The id of a first edition in `tmp_path`."""
    return add(["a"], str(tmp_path), reader=READER).edition


def blocked(ledger: Path, where: str) -> subprocess.Popen[str]:
    """A build in a process of its own, stopped at `where` and waiting there."""
    root = str(Path(__file__).parents[2])
    script = BLOCKED.format(root=root, where=where, ledger=str(ledger))
    child = subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    return child


def kill(child: subprocess.Popen[str]) -> None:
    child.send_signal(signal.SIGKILL)
    child.communicate()


def leftovers(ledger: Path) -> list[str]:
    return [path.name for path in (ledger / "editions").glob(".building-*")]


@pytest.mark.parametrize("where", ["reading", "publish", "replace_file"])
def test_a_build_that_is_killed_leaves_the_previous_edition_whole_and_current(
    tmp_path: Path, first: str, where: str
) -> None:
    kill(blocked(tmp_path, where))
    edition = open_ledger(str(tmp_path))
    assert edition.id == first
    assert verify.check(edition) > 0
    assert len(edition.actions("true")) == 1


@pytest.mark.parametrize("where", ["reading", "publish", "replace_file"])
def test_the_next_build_sweeps_what_a_killed_one_left(tmp_path: Path, first: str, where: str) -> None:
    kill(blocked(tmp_path, where))
    result = add(["b"], str(tmp_path), reader=READER)
    assert leftovers(tmp_path) == []
    assert result.parent == first
    assert len(open_ledger(str(tmp_path)).actions("true")) == 3


def test_a_pointer_that_was_written_and_never_moved_is_swept_too(tmp_path: Path, first: str) -> None:
    (tmp_path / ".current-abc12345").write_text("2026-01-01.1\n")
    add(["b"], str(tmp_path), reader=READER)
    assert list(tmp_path.glob(".current-*")) == []


def test_the_finds_that_a_killed_build_could_not_keep_are_swept_by_one_that_has_nothing_to_find(
    tmp_path: Path, first: str
) -> None:
    # A pull that was killed just after it had published left this file for ever: the next one had nothing new to read.
    draft = tmp_path / layout.CACHE / ".phrases.draft"
    draft.parent.mkdir(exist_ok=True)
    draft.write_bytes(b"PAR1")
    publish.sweep(tmp_path)
    assert not draft.exists()


def test_a_second_build_is_told_that_one_is_running_and_readers_are_not_held_up(tmp_path: Path, first: str) -> None:
    child = blocked(tmp_path, "reading")
    try:
        with pytest.raises(NotNow, match="another build is adding to this ledger"):
            add(["b"], str(tmp_path), reader=READER)
        assert open_ledger(str(tmp_path)).id == first
        assert len(leftovers(tmp_path)) == 1
    finally:
        kill(child)


def test_the_folder_of_a_build_that_still_runs_is_never_swept(tmp_path: Path, first: str) -> None:
    child = blocked(tmp_path, "reading")
    try:
        publish.sweep(tmp_path)
        assert len(leftovers(tmp_path)) == 1
    finally:
        kill(child)
    publish.sweep(tmp_path)
    assert leftovers(tmp_path) == []


@pytest.mark.parametrize("most_bytes", [0, 500, 3_000, 20_000])
def test_a_disk_that_is_full_says_so_in_one_line_and_changes_nothing(
    tmp_path: Path, first: str, most_bytes: int
) -> None:
    rows = [action(f"P{number}", description=os.urandom(40).hex()) for number in range(2_000)]
    reader = FakeReader(b=rows)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(
        resource.RLIMIT_FSIZE, (most_bytes, hard)
    )  # the kernel then refuses longer files, as a full disk does
    try:
        with pytest.raises(LedgerError, match="the disk is full, nothing was added") as caught:
            add(["b"], str(tmp_path), reader=reader)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert "\n" not in str(caught.value)
    assert layout.current(tmp_path) == first
    assert leftovers(tmp_path) == []
    assert verify.check(open_ledger(str(tmp_path))) > 0


@pytest.fixture
def not_root() -> Iterator[None]:
    """Root may read and write everything, so act as somebody else for a while."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_ledger_that_may_not_be_written_says_so(tmp_path: Path, first: str, request: pytest.FixtureRequest) -> None:
    tmp_path.chmod(0o555)
    request.getfixturevalue("not_root")
    with pytest.raises(NotNow, match="the ledger cannot be written: Permission denied, nothing was added"):
        add(["b"], str(tmp_path), reader=READER)


def test_a_ledger_that_may_not_be_read_says_so(tmp_path: Path, first: str, request: pytest.FixtureRequest) -> None:
    tmp_path.chmod(0)
    request.getfixturevalue("not_root")
    with pytest.raises(LedgerError, match="the ledger cannot be read: Permission denied"):
        open_ledger(str(tmp_path))


def test_a_file_where_the_ledger_should_be_is_said_to_be_none(tmp_path: Path) -> None:
    place = tmp_path / "ledger"
    place.write_text("not a folder")
    with pytest.raises(LedgerError, match="cannot be written"):
        add(["a"], str(place), reader=READER)
    with pytest.raises(LedgerError, match="cannot be read"):
        open_ledger(str(place))


def test_a_ledger_that_does_not_exist_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="there is no ledger"):
        open_ledger(str(tmp_path / "nowhere"))


def test_a_pointer_that_names_nothing_is_damage(tmp_path: Path, first: str) -> None:
    for content in (b"", b"../../etc\n", b"\xff\xfe"):
        (tmp_path / "current").write_bytes(content)
        with pytest.raises(LedgerError):
            open_ledger(str(tmp_path))
    (tmp_path / "current").write_text("2020-01-01.1\n")
    with pytest.raises(LedgerError, match=f"It has: {first}"):
        open_ledger(str(tmp_path))


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"format": %d}' % LEDGER_FORMAT, b"\xff"])
def test_a_damaged_manifest_is_said_in_one_line(tmp_path: Path, first: str, content: bytes) -> None:
    (tmp_path / "editions" / first / "manifest.json").write_bytes(content)
    with pytest.raises(LedgerError, match="manifest cannot be read") as caught:
        open_ledger(str(tmp_path))
    assert "\n" not in str(caught.value)
    with pytest.raises(LedgerError):
        add(["b"], str(tmp_path), reader=READER)
    assert leftovers(tmp_path) == []


def test_a_part_that_was_cut_short_is_noticed_on_opening(tmp_path: Path, first: str) -> None:
    part = tmp_path / "editions" / first / "actions" / "0001.parquet"
    part.write_bytes(part.read_bytes()[:-10])
    with pytest.raises(LedgerError, match=r"bytes where the manifest says"):
        open_ledger(str(tmp_path))


def test_a_part_that_is_missing_is_noticed_on_opening(tmp_path: Path, first: str) -> None:
    (tmp_path / "editions" / first / "rows" / "0001.parquet").unlink()
    with pytest.raises(LedgerError, match="a file is missing"):
        open_ledger(str(tmp_path))


def test_a_part_that_was_altered_is_noticed_by_verify(
    tmp_path: Path, first: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(layout, "ALWAYS_VERIFIED", 0)  # as in a ledger that is too large to be compared on opening
    part = tmp_path / "editions" / first / "actions" / "0001.parquet"
    content = bytearray(part.read_bytes())
    content[len(content) // 2] ^= 1
    part.write_bytes(content)
    with pytest.raises(LedgerError, match="a file is not what was written"):
        verify.check(open_ledger(str(tmp_path)))


def test_a_part_that_cannot_be_parsed_is_said_in_one_line(tmp_path: Path, first: str) -> None:
    part = tmp_path / "editions" / first / "actions" / "0001.parquet"
    part.write_bytes(b"x" * part.stat().st_size)
    with pytest.raises(LedgerError, match="the ledger is damaged: a file is not what was written") as caught:
        open_ledger(str(tmp_path)).actions("true")
    assert "\n" not in str(caught.value)


def test_the_cache_may_be_deleted_or_damaged_at_any_time(tmp_path: Path, first: str) -> None:
    for path in (tmp_path / "cache").glob("*"):
        path.write_bytes(b"nonsense")
    add(["b"], str(tmp_path), reader=READER)
    shutil.rmtree(tmp_path / "cache", ignore_errors=True)
    assert len(open_ledger(str(tmp_path)).actions("true")) == 3
    assert add(["b"], str(tmp_path), reader=READER).unchanged


def test_a_copied_ledger_is_as_good_as_the_first(tmp_path: Path, first: str) -> None:
    shutil.copytree(tmp_path, tmp_path.parent / "copy")
    edition = open_ledger(str(tmp_path.parent / "copy"))
    assert (edition.id, len(edition.actions("true"))) == (first, 1)


def test_files_are_copied_where_hard_links_do_not_work(
    tmp_path: Path, first: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(Path, "hardlink_to", no_links)
    add(["b"], str(tmp_path), reader=READER)
    assert len(open_ledger(str(tmp_path)).actions("true")) == 3


def test_a_fault_that_is_not_the_disks_is_not_blamed_on_it(tmp_path: Path, first: str) -> None:
    def bug() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        add(["b"], str(tmp_path), reader=FakeReader(b=FakeFile([action("P2"), action("P3")], wait=bug)))
    assert leftovers(tmp_path) == []
