import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from tallylight.report import terminal

from . import example
from .golden import FOLDER, TEXTS, printed


@pytest.mark.parametrize("name", TEXTS)
def test_the_report_is_as_expected_at_80_columns_without_colour(name: str) -> None:
    assert printed(TEXTS[name]) == (FOLDER / f"{name}.txt").read_text(encoding="utf-8")


def test_only_addresses_are_longer_than_the_terminal_is_wide() -> None:
    long = [line for line in printed(example.CHECKED).splitlines() if len(line) > 80]
    assert all(line.strip().startswith("https://") for line in long)


def test_colour_adds_nothing_that_words_do_not_say() -> None:
    out = io.StringIO()
    terminal.show(example.CHECKED, Console(file=out, width=80, color_system="truecolor", force_terminal=True))
    assert "\x1b[" in out.getvalue()
    assert "\x1b" not in printed(example.CHECKED)


def test_every_verdict_and_every_sum_is_in_words() -> None:
    shown = " ".join(printed(example.CHECKED).split())
    for judgement in example.CHECKED.judgements:
        assert judgement.explanation in shown
    for word in ("$18,686,187.00", "-$18,000.00", "Caveat:", "What happened since", "Found but not understood"):
        assert word in shown


def test_the_starter_ledger_says_that_its_silence_means_nothing() -> None:
    assert "a record that is missing from it says nothing" in " ".join(printed(example.STARTER).split())


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet=st.characters(), max_size=60), st.integers(40, 120))
def test_no_text_can_command_the_terminal(text: str, width: int) -> None:
    first = example.JUDGEMENTS[0]
    hostile = replace(
        first,
        claim=replace(first.claim, text=text, vendor=text),
        explanation=text,
        evidence=(replace(first.evidence[0], payee=text, description=text),),
    )
    shown = printed(replace(example.CHECKED, title=text, judgements=(hostile,)), width)
    assert not set(shown) & {"\x1b", "\x07", "\x08", "\x9b", "\r", "\u202e"}


def test_square_brackets_in_a_text_are_not_read_as_markup() -> None:
    assert "[bold red]draft[/bold red]" in printed(replace(example.EMPTY, title="[bold red]draft[/bold red]"))
