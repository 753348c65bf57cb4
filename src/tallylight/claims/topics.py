"""What a sentence is about where it names no company: a kind of technology, or words that descriptions of awards have.

"Skip-tracing work", "plate readers for Miami": in: a sentence; out: the rows that such words single out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tallylight.claims.languages.reading import TellingWords
from tallylight.claims.records import Records, in_order, narrow
from tallylight.claims.scene import Scene
from tallylight.knowledge import Agency
from tallylight.model import Action

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|[.,;:()“”\"]|\d\S*")
_LONGEST = 3  # words of a phrase
_SHORTEST_WORD = 3  # letters
MOST_AWARDS = 150  # a phrase in more awards than that is a manner of speaking, not a thing


@dataclass(frozen=True, slots=True)
class Topic:
    """What the rows have in common: `name` as the text says it, and which rows they are."""

    name: str
    rows: tuple[Action, ...]


def topic_of(scene: Scene, records: Records, agency: Agency | None, start: date, end: date) -> Topic | None:
    """The rows of an agency in a time that the sentence, or else those just before it, are about; None where they say nothing.

    What the language has the descriptions' words for comes first; then a phrase of those words, which is narrower than a kind of
    technology.
    """
    for text in (scene.without_names(), scene.before):
        for thing in scene.language.spoken:
            if thing.pattern.search(text):
                rows = _in_time(in_order({r for p in thing.written for r in records.of_phrase(p)}), agency, start, end)
                if rows:
                    return Topic(thing.name, rows)
        for phrase in phrases(text, scene.language.telling):
            rows = _in_time(records.of_phrase(phrase), agency, start, end)
            if rows and len({r.award_id for r in rows}) <= MOST_AWARDS:
                return Topic(" ".join(phrase), rows)
        for technology, pattern in scene.language.topics.items():
            mark = pattern.search(text)
            if mark:
                rows = _in_time(records.of_technology(technology), agency, start, end)
                return Topic(mark[0], rows) if rows else None
    return None


def is_named(scene: Scene) -> bool:
    """Whether the sentence itself says in words of the trade what it is about."""
    text = scene.without_names()
    named = (*scene.language.topics.values(), *(thing.pattern for thing in scene.language.spoken))
    return any(pattern.search(text) for pattern in named)


def phrases(text: str, words: TellingWords) -> Iterator[tuple[str, ...]]:
    """Runs of three and two telling words of a text, the longer ones first."""
    run: list[str] = []
    runs = [run]
    for mark in _WORD.finditer(text):
        word = mark[0].lower()
        if len(word) < _SHORTEST_WORD or not word[0].isalpha() or word in words.common:
            run = []
            runs.append(run)
        else:
            run.append(word)
    for length in range(_LONGEST, 1, -1):
        for one in runs:
            for first in range(len(one) - length + 1):
                yield tuple(one[first : first + length])


def _in_time(rows: tuple[Action, ...], agency: Agency | None, start: date, end: date) -> tuple[Action, ...]:
    return tuple(r for r in narrow(rows, agency, end) if r.action_date >= start)
