"""A text as sentences with their place in it. All spans count Unicode code points of the text as read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from tallylight.claims.languages.reading import SentenceWords

_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_FRAGMENT_WORDS = 5
_HEADING_WORDS = 12  # a line of at most this many words without closing punctuation is a heading


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence. `heading` marks a line of its own without closing punctuation; `paragraph` counts from 0."""

    start: int
    end: int
    text: str
    paragraph: int
    heading: bool


def sentences(text: str, words: SentenceWords) -> list[Sentence]:
    """Cut a text into sentences, keeping headings apart. Lines are paragraphs unless a line is wrapped mid-sentence."""
    found: list[Sentence] = []
    for number, (start, end) in enumerate(_paragraphs(text, words)):
        body = text[start:end]
        heading = len(body.split()) <= _HEADING_WORDS and not body.rstrip(words.closing_quotes).endswith(words.closing)
        begin = 0
        for mark in words.end.finditer(body):
            if _is_abbreviation(body, mark.start(), words):
                continue
            found.append(_sentence(text, start + begin, start + mark.end(), number, heading))
            begin = mark.end()
        found.append(_sentence(text, start + begin, end, number, heading))
    return _joined([s for s in found if s.text], text, words)


def _joined(found: list[Sentence], text: str, words: SentenceWords) -> list[Sentence]:
    """A fragment and the sentence that says what it was about, as one."""
    made: list[Sentence] = []
    for sentence in found:
        before = made[-1] if made else None
        is_short = before is not None and len(before.text.split()) <= _FRAGMENT_WORDS
        if before and is_short and before.paragraph == sentence.paragraph and words.goes_on.match(sentence.text):
            span = text[before.start : sentence.end]
            made[-1] = Sentence(before.start, sentence.end, span, before.paragraph, before.heading)
        else:
            made.append(sentence)
    return made


def _paragraphs(text: str, words: SentenceWords) -> list[tuple[int, int]]:
    """Spans of paragraphs: blank lines always part them; a single line break does when the line before is complete.

    A draft wrapped at 80 columns has lines that end mid-sentence and go on in lower case: those are joined.
    """
    spans: list[tuple[int, int]] = []
    offset = 0
    joined = False
    for line in text.splitlines(keepends=True):
        bare = line.strip()
        start = offset + (len(line) - len(line.lstrip())) if bare else offset
        end = start + len(bare)
        offset += len(line)
        if not bare:
            joined = False
            continue
        if joined and spans and _goes_on(text[spans[-1][0] : spans[-1][1]], bare, words):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
        joined = True
    return spans


_WRAPPED_AT = 60  # shorter lines are taken as complete: headings, bylines, list items


def _goes_on(before: str, line: str, words: SentenceWords) -> bool:
    last = before.splitlines()[-1].strip()
    return len(last) >= _WRAPPED_AT and (line[0].islower() or not last.endswith(words.line_end))


def _sentence(text: str, start: int, end: int, paragraph: int, heading: bool) -> Sentence:
    raw = text[start:end]
    lead = len(raw) - len(raw.lstrip())
    body = raw.strip()
    return Sentence(start + lead, start + lead + len(body), body, paragraph, heading)


def _is_abbreviation(body: str, stop: int, words: SentenceWords) -> bool:
    if body[stop] != ".":
        return False
    word = re.split(r"[\s(\"“‘'$]", body[:stop])[-1].lower()
    if word in words.abbreviations:
        # "... signed with Clearview AI, Inc. The agency ..." ends a sentence all the same.
        return not (word in words.company_abbreviations and words.opening.match(body, stop))
    if _INITIALS.fullmatch(word):  # "B.I. Incorporated", "W.S. Darley"
        return not words.opening.match(body, stop)
    return len(word) == 1 and word.isalpha() and word not in words.single_letters


@lru_cache(maxsize=4096)  # asked again and again of the few places of one sentence
def stretch(text: str, place: int, words: SentenceWords) -> tuple[int, int]:
    """What is said in one breath around a place of a sentence: from the comma or dash before it to the one after."""
    low = max((m.end() for m in words.pause.finditer(text, 0, place)), default=0)
    after = words.pause.search(text, place)
    return low, after.start() if after else len(text)


class Placed(Protocol):
    """Something that was found in a text, with its place."""

    @property
    def start(self) -> int:
        """Its first character."""
        ...

    @property
    def end(self) -> int:
        """The character behind its last one."""
        ...


def blanked(text: str, found: Iterable[Placed]) -> str:
    """A text with blanks for what was found in it, so that every other word keeps its place."""
    for one in found:
        text = text[: one.start] + " " * (one.end - one.start) + text[one.end :]
    return text


def overlap(start: int, end: int, found: Iterable[Placed]) -> bool:
    """Whether a stretch shares a character with any of what was found in a text."""
    return any(one.start < end and start < one.end for one in found)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without blanks and joining marks at its ends."""
    while start < end and text[start] in " ,;:–—-":
        start += 1
    while end > start and text[end - 1] in " ,;:–—-":
        end -= 1
    return start, end
