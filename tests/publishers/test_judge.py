"""Whether an answer is an answer to what was asked."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallylight.errors import PublisherError, UsageError
from tallylight.publishers.hosts import Hosts, checked
from tallylight.publishers.usaspending.judge import Misunderstood, echo, messages, outside
from tallylight.publishers.usaspending.pieces import Rows
from tests.publisher.service import STANDING

ASKED = {
    "prime_award_types": ["A", "IDV_B"],
    "date_type": "action_date",
    "date_range": {"start_date": "2025-10-01", "end_date": "2026-08-20"},
    "agencies": [{"type": "awarding", "tier": "subtier", "name": "U.S. Customs and Border Protection"}],
}


def test_the_standing_note_is_no_failure() -> None:
    messages({"messages": [STANDING + " For data going back further use a download."]}, "")
    messages({"messages": []}, "")
    messages({"results": []}, "")


@pytest.mark.parametrize(
    "text",
    [
        "The following filters from the request were not used: ['keyword'].",
        "Unused filter: agencies",
        "Filter naics_codes was ignored.",
        "Unrecognized filter agencies",
    ],
)
def test_a_note_that_a_filter_was_not_used_is_a_failure(text: str) -> None:
    with pytest.raises(Misunderstood, match="did not use all filters"):
        messages({"messages": [STANDING, text]}, "")


def test_an_echo_of_everything_is_right_also_under_other_names() -> None:
    echo(ASKED, ASKED, "")
    renamed = {
        "award_type_codes": ["a", "idv_b"],
        "time_period": [ASKED["date_range"]],
        "agencies": [{"type": "awarding", "tier": "subtier", "name": "U.S. CUSTOMS AND BORDER PROTECTION", "id": 3}],
    }
    echo(ASKED, renamed, "")


@pytest.mark.parametrize("name", ["prime_award_types", "date_range", "agencies"])
def test_an_echo_without_a_filter_is_refused(name: str) -> None:
    with pytest.raises(Misunderstood, match=f"understood something else: {name} lacks"):
        echo(ASKED, {key: value for key, value in ASKED.items() if key != name}, "")


@pytest.mark.parametrize("understood", [None, {}, "filters", []])
def test_no_echo_is_refused(understood: object) -> None:
    with pytest.raises(Misunderstood, match="does not say what it understood"):
        echo(ASKED, understood, "")


@given(
    st.recursive(
        st.none() | st.text(max_size=8) | st.integers(), lambda x: st.lists(x) | st.dictionaries(st.text(max_size=4), x)
    )
)
def test_an_echo_of_any_shape_is_judged_without_a_fault(value: object) -> None:
    try:
        echo({"a": value}, {"b": value}, "")
    except Misunderstood:
        pytest.fail("what came back is what was sent")


def cells(**columns: list[str | None]) -> dict[str, pa.Array]:
    return {name: pa.array(values, pa.string()) for name, values in columns.items()}


def test_rows_of_another_agency_or_day_are_counted() -> None:
    rows = Rows((("sub_agency", "ICE"),), (("action_date", "2026-01-01", "2026-01-31"),))
    told = cells(
        sub_agency=["ice", "CBP", None, "ICE", "ICE"],
        action_date=["2026-01-01", "2026-01-02", "2026-01-03", "2026-02-01", "2026-01-31 00:00:00"],
    )
    assert outside(told, rows) == 3


def test_a_line_that_takes_an_action_back_says_nothing_of_agency_and_day() -> None:
    rows = Rows((("sub_agency", "ICE"),))
    assert outside(cells(sub_agency=[None, None], withdrawn=["D", None]), rows) == 1


HOSTS = Hosts("https://api.example.org", "https://files.example.org")


@pytest.mark.parametrize(
    "told",
    ["/a/b", "a?b=c", "https://files.example.org/x.zip", "https://API.example.org:443/x", "//files.example.org/x"],
)
def test_addresses_of_the_publisher_are_asked(told: str) -> None:
    assert HOSTS.address(told).startswith("https://")


@pytest.mark.parametrize(
    "told",
    [
        "http://api.example.org/x", "https://api.example.org:8443/x", "https://example.org/x", "file:///etc/passwd",
        "https://api.example.org.evil.net/x", "https://api.example.org@evil.net/x", "//evil.net/x", "ftp://files.example.org/",
        "https://127.0.0.1/", "gopher://api.example.org/",
    ],
)  # fmt: skip
def test_any_other_address_is_not(told: str) -> None:
    with pytest.raises(PublisherError, match="points to another host"):
        HOSTS.address(told)


@pytest.mark.parametrize(
    "address", ["ftp://a.org", "a.org", "", "https://", "https://u:p@a.org", "https://a.org?x=1", "http://[::1"]
)
def test_what_is_no_address_of_a_service_is_refused(address: str) -> None:
    with pytest.raises(UsageError, match="is no address of a service"):
        checked(address, "--publisher-url")


def test_a_slash_at_the_end_does_not_matter() -> None:
    assert checked("https://mirror.example.org/usaspending/", "") == "https://mirror.example.org/usaspending"
