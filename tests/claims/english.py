"""What reads a text, for English: so that a test names the language once."""

from __future__ import annotations

from datetime import date

from tallylight.claims import amounts, dates, text, words
from tallylight.claims.amounts import FoundAmount
from tallylight.claims.dates import FoundWhen
from tallylight.claims.languages.english import ENGLISH
from tallylight.claims.text import Sentence

stem = ENGLISH.telling.stem


def find_amounts(passage: str) -> list[FoundAmount]:
    return amounts.find_amounts(passage, ENGLISH.amounts)


def foreign_sums(passage: str) -> list[tuple[int, int]]:
    return amounts.foreign_sums(passage, ENGLISH.amounts)


def find_whens(passage: str, today: date, before: date | None = None) -> list[FoundWhen]:
    return dates.find_whens(passage, today, ENGLISH.dates, before)


def find_text_date(passage: str) -> date | None:
    return dates.find_text_date(passage, ENGLISH.dates)


def sentences(passage: str) -> list[Sentence]:
    return text.sentences(passage, ENGLISH.sentences)


def stretch(passage: str, place: int) -> tuple[int, int]:
    return text.stretch(passage, place, ENGLISH.sentences)


def telling_words(phrase: str, leave_out: tuple[str, ...] | list[str] = ()) -> tuple[str, ...]:
    return words.telling_words(phrase, ENGLISH.telling, leave_out)
