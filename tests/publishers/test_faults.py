"""Whatever the publisher does, the outcome is the right edition, or one clear line and the old edition untouched."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tallylight.errors import PublisherError, TallylightError
from tallylight.ledger import layout, open_ledger
from tallylight.model import CoverageState
from tallylight.publishers import retry
from tests.publisher.data import invented, many, row
from tests.publisher.server import Fault, Publisher
from tests.publisher.service import Service
from tests.publishers.support import FakeClock, actions, agencies, expected, pulled, wire_to

BULK, STATUS, FILE = "/bulk_download/awards/", "/bulk_download/status", "/files/"


def in_2026(publisher: Publisher) -> list[dict[str, str]]:
    ice = "U.S. Immigration and Customs Enforcement"
    rows = [r for r in publisher.service.rows if r["action_date"] >= "2025-10-01"]
    return [r for r in rows if ice in (r["awarding_sub_agency_name"], r["funding_sub_agency_name"])]


PASSING = {
    "too many requests": [Fault(BULK, "status", status=429, headers={"Retry-After": "90"})],
    "too many requests, with a date": [
        Fault("", "status", status=429, headers={"Retry-After": "Fri, 21 Aug 2026 12:00:30 GMT"})
    ],
    "unavailable, with an empty body": [Fault("", "status", times=5)],
    "unavailable here and there": [Fault(BULK, "status"), Fault(STATUS, "status", 2), Fault(FILE, "status", 3)],
    "a gateway that times out": [Fault(STATUS, "status", status=504)],
    "connections that are reset": [Fault(BULK, "reset", 2), Fault(FILE, "reset", 2)],
    "an empty answer": [Fault(STATUS, "empty", 2)],
    "a page of a proxy in place of an answer": [Fault(BULK, "html"), Fault(STATUS, "html")],
    "a page of a proxy in place of a file": [Fault(FILE, "html", 2)],
    "a file that ends early": [Fault(FILE, "half", 3)],
    "a file that is not there at first": [Fault(FILE, "status", 2, status=404)],
}


@pytest.mark.parametrize("faults", PASSING.values(), ids=PASSING)
def test_what_passes_is_waited_for(publisher: Publisher, ledger: Path, faults: list[Fault]) -> None:
    publisher.faults = [Fault(**vars(fault)) for fault in faults]
    clock = FakeClock()
    pulled(agencies("ICE"), ledger, publisher, clock)
    assert actions(ledger) == expected(in_2026(publisher))
    assert max(clock.waits) >= retry.WAITS[0]
    assert all(fault.times == 0 for fault in publisher.faults)


def test_a_publisher_that_says_how_long_to_wait_is_obeyed(publisher: Publisher, ledger: Path) -> None:
    publisher.faults = [Fault(BULK, "status", status=429, headers={"Retry-After": "90"})]
    clock = FakeClock()
    pulled(agencies("ICE"), ledger, publisher, clock)
    assert 90.0 in clock.waits


def test_a_job_that_fails_once_is_asked_for_again(publisher: Publisher, ledger: Path) -> None:
    publisher.service.failing_jobs = 2
    pulled(agencies("ICE"), ledger, publisher)
    assert actions(ledger) == expected(in_2026(publisher))


def test_a_zip_that_was_cut_at_the_publisher_is_made_again(publisher: Publisher, ledger: Path) -> None:
    publisher.service.short_zips = 2
    pulled(agencies("ICE"), ledger, publisher)
    assert actions(ledger) == expected(in_2026(publisher))


def test_a_file_with_fewer_rows_than_the_job_says_is_made_again(publisher: Publisher, ledger: Path) -> None:
    publisher.service.lost_rows = 1
    pulled(agencies("ICE"), ledger, publisher)
    assert actions(ledger) == expected(in_2026(publisher))


def test_redirects_within_the_publisher_are_followed(publisher: Publisher, ledger: Path) -> None:
    onward = f"{publisher.address}/api/v2/bulk_download/awards/"
    publisher.faults = [
        Fault(BULK, "redirect", status=307, headers={"Location": onward}),
        Fault("last_updated", "redirect", status=302, headers={"Location": "/api/v2/awards/last_updated/"}),
    ]
    pulled(agencies("ICE"), ledger, publisher)
    assert actions(ledger) == expected(in_2026(publisher))


@pytest.fixture(scope="module")
def made_before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with one edition, made once."""
    folder = tmp_path_factory.mktemp("before") / "ledger"
    with Publisher(Service(invented())).running() as publisher:
        pulled(agencies("ICE"), folder, publisher)
    return folder


@pytest.fixture
def first(publisher: Publisher, ledger: Path, made_before: Path) -> Iterator[str]:
    """An edition that no fault may touch, and one new action at the publisher."""
    shutil.copytree(made_before, ledger)
    publisher.service.rows.append(row("70CTD026P00000099", day="2026-08-20"))
    publisher.service.last_updated = "08/25/2026"
    name = layout.current(ledger)
    assert name
    before = {path: path.read_bytes() for path in (ledger / "editions").rglob("*") if path.is_file()}
    yield name
    assert layout.current(ledger) == name
    assert {path: path.read_bytes() for path in (ledger / "editions").rglob("*") if path.is_file()} == before
    # What came of the refused question is not kept either.
    assert not [path for path in (ledger / "sources").rglob("*2026-08-25*") if "awarding" in path.name]


def _faults(*faults: Fault) -> Callable[[Publisher], None]:
    def set_up(publisher: Publisher) -> None:
        publisher.faults = [Fault(**vars(fault)) for fault in faults]

    return set_up


def _service(**what: object) -> Callable[[Publisher], None]:
    def set_up(publisher: Publisher) -> None:
        for name, value in what.items():
            setattr(publisher.service, name, value)

    return set_up


def _many_and_one_more_counted(publisher: Publisher) -> None:
    publisher.service.rows, publisher.service.count_more = many(30), 1


LASTING = {
    "it does not come back": (_faults(Fault("", "status", 99)), "no answer after 7 tries, at last HTTP 503"),
    "it asks for hours": (
        _faults(Fault(BULK, "status", status=429, headers={"Retry-After": "7200"})),
        "the publisher asks to wait 120 minutes",
    ),
    "it refuses": (
        _faults(Fault(BULK, "status", status=400, body=b'{"detail": "Sub-agency name is not a valid"}')),
        "the publisher refused: HTTP 400: Sub-agency name is not a valid",
    ),
    "the service is gone": (_faults(Fault(BULK, "status", status=410)), "refused: HTTP 410"),
    "connections are always reset": (_faults(Fault(FILE, "reset", 99)), "the connection was broken off"),
    "the file always ends early": (_faults(Fault(FILE, "half", 99)), "the answer ended early"),
    "every job fails": (_service(failing_jobs=99), "no whole file after 3 tries, at last: An exception was raised"),
    "every zip is cut": (_service(short_zips=99), "no whole file after 3 tries, at last: the zip is cut short"),
    "every file lacks a row": (_service(lost_rows=99), "the file has 5 rows where the publisher says 6"),
    "a filter is not used, and a message says so": (
        _service(ignored="agencies"), "did not use all filters: The following filters from the request were not used"
    ),
    "a filter is not used, and nothing says so": (
        _service(ignored="agencies", silent=True), "rows are not what was asked for"
    ),
    "a time is not used, and nothing says so": (
        _service(ignored="time_period", silent=True), "rows are not what was asked for"
    ),
    "a redirect to another host": (
        _faults(Fault(FILE, "redirect", status=302, headers={"Location": "http://169.254.169.254/latest/"})),
        "the answer points to another host, 169.254.169.254",
    ),
    "a redirect to a file of this machine": (
        _faults(Fault(FILE, "redirect", status=302, headers={"Location": "file:///etc/passwd"})),
        "the answer points to another host",
    ),
    "a redirect in circles": (
        _faults(Fault("last_updated", "redirect", 99, status=302, headers={"Location": "/api/v2/awards/last_updated/"})),
        "more than 3 redirects",
    ),
    "a question that is sent elsewhere": (
        _faults(Fault(BULK, "redirect", status=302, headers={"Location": "/elsewhere"})), "would be lost on the way"
    ),
}  # fmt: skip


@pytest.mark.parametrize(("set_up", "line"), LASTING.values(), ids=LASTING)
def test_what_lasts_is_one_line_and_changes_nothing(
    publisher: Publisher, ledger: Path, first: str, set_up: Callable[[Publisher], None], line: str
) -> None:
    set_up(publisher)
    with pytest.raises(TallylightError) as caught:
        pulled(agencies("ICE"), ledger, publisher)
    assert line in str(caught.value)
    assert "\n" not in str(caught.value)
    assert caught.value.exit_code == 5


def test_what_was_answered_before_it_failed_is_not_asked_again(publisher: Publisher, ledger: Path) -> None:
    service = publisher.service
    answered = service.answer

    def and_fail_at_the_second(method: str, path: str, query: dict[str, str], body: object) -> object:
        if path.endswith("/status") and len(service.jobs) == 2:
            publisher.faults = [Fault("", "status", 99)]
        return answered(method, path, query, body)

    service.answer = and_fail_at_the_second  # type: ignore[method-assign]
    with pytest.raises(PublisherError):
        pulled(agencies("ICE"), ledger, publisher)
    service.answer, publisher.faults = answered, []  # type: ignore[method-assign]
    found = pulled(agencies("ICE"), ledger, publisher)
    assert found.resumed
    assert len(service.jobs) == 2  # the second job went on at the publisher, and was looked for again
    assert actions(ledger) == expected(in_2026(publisher))


def test_a_download_that_stays_below_the_count_is_kept_as_partial(publisher: Publisher, ledger: Path) -> None:
    publisher.service.count_more = 2
    found = pulled(agencies("ICE"), ledger, publisher)
    assert all(answer.lacks for _, answer in found.found)
    blocks = [b for b in open_ledger(str(ledger)).coverage if b.state is not CoverageState.SELECTION]
    assert {b.state for b in blocks} == {CoverageState.PARTIAL}
    assert "The publisher counts 7 actions where its download has 5" in blocks[0].reasons[0]


def test_a_search_that_does_not_add_up_is_refused(publisher: Publisher, ledger: Path) -> None:
    _many_and_one_more_counted(publisher)
    with pytest.raises(PublisherError, match="different actions where the publisher counts"):
        pulled(agencies("ICE", since="2026-03-01", search=True), ledger, publisher)
    assert layout.current(ledger) is None


def test_a_search_is_for_small_windows_only(publisher: Publisher, ledger: Path) -> None:
    publisher.service.count_more = 20_000
    with pytest.raises(TallylightError, match="are too many for a search"):
        pulled(agencies("ICE", search=True), ledger, publisher)


def test_an_award_whose_file_lacks_an_action_is_refused(publisher: Publisher, ledger: Path) -> None:
    from tallylight.publishers.usaspending.wanted import Wanted

    publisher.service.lost_rows = 99
    with pytest.raises(PublisherError, match="no whole file after 3 tries"):
        pulled(Wanted(award="70CTD026P00000001"), ledger, publisher)


def test_nothing_is_sent_faster_than_once_a_second(publisher: Publisher, ledger: Path) -> None:
    clock = FakeClock()
    wire = wire_to(publisher, clock)
    for _ in range(5):
        wire.ask("/api/v2/awards/last_updated/")
    assert clock.seconds >= 4.0
