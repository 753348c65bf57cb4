"""When to ask again: the same failures always give the same waits."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallylight.publishers import retry
from tallylight.publishers.retry import Failure, of_status, seconds_asked, wait_before

NOW = datetime(2026, 8, 21, 12, 0, tzinfo=UTC)


def test_waits_double_and_then_end() -> None:
    failure = Failure("HTTP 503", passing=True)
    assert [wait_before(tries, failure) for tries in range(1, 9)] == [2, 4, 8, 16, 32, 60, None, None]


def test_a_publisher_that_was_never_reached_is_given_up_soon() -> None:
    failure = Failure("no connection", passing=True, never_reached=True)
    assert [wait_before(tries, failure) for tries in (1, 2, 3)] == [2, 4, None]


def test_a_longer_wait_that_is_asked_for_is_obeyed_and_a_shorter_one_is_not() -> None:
    assert wait_before(1, Failure("", True, after=45.0)) == 45.0
    assert wait_before(4, Failure("", True, after=1.0)) == 16.0


def test_a_wait_of_hours_is_not_worth_it() -> None:
    assert wait_before(1, Failure("", True, after=7200.0)) is None


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 422, 501])
def test_a_refusal_is_not_repeated(status: int) -> None:
    assert wait_before(1, of_status(status, "no", {}, NOW)) is None


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
def test_what_may_pass_is_repeated(status: int) -> None:
    assert wait_before(1, of_status(status, "", {}, NOW)) == 2.0


def test_a_wait_may_be_a_date() -> None:
    assert seconds_asked("Fri, 21 Aug 2026 12:01:30 GMT", NOW) == 90.0
    assert seconds_asked("Fri, 21 Aug 2026 11:00:00 GMT", NOW) == 0.0


@given(st.text(max_size=40))
def test_any_other_text_is_no_wait_or_a_sensible_one(text: str) -> None:
    asked = seconds_asked(text, NOW)
    assert asked is None or asked >= 0
    assert wait_before(1, Failure("", True, asked)) in (None, *[w for w in [max(2.0, asked or 0)] if w <= 600])


def test_the_whole_of_the_waits_is_minutes_and_not_hours() -> None:
    assert sum(retry.WAITS) < 300
