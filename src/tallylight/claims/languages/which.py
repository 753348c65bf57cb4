"""In which language is a text? Told by its commonest small words, and by its script.

A text is read unless it is clearly in a language that nobody here reads: claims of an English list of names and sums, which has
hardly a small word, must not be lost. So it takes more than few English words: it takes many of another language.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tallylight.claims.languages.language import Language

ENOUGH_WORDS = 40  # a shorter text is read in any case
ENOUGH_STRANGE = 0.15  # of all words; running text in a language has a share of about 0.35 of its own small words

# A sign of Chinese or Japanese is a word: no blanks part them.
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\d_]+")

# Small words of languages with Latin letters, as many as tell them from each other's names. None is common in English.
_STRANGE = frozenset(
    """der die das und ist nicht ein eine einen einem einer zu den von mit dem des auf für im sich wird wurde auch als nach
    el la los las y que es un una por con para su se lo del al como más ha fue le les et des du une dans est pas pour qui
    sur au aux ce cette ont été il elle o os da do das dos em um uma não com foi gli di che è per della nel sono
    het een van niet zijn voor op aan heeft werd och att det som på av inte har och ikke til af ei ja oli
    jest nie się z w na przez oraz ve bir bu için olarak yang dan dengan untuk""".split()
)


def language_of(text: str, languages: Sequence[Language]) -> Language | None:
    """The language whose small words a text has the most of, the first where none has any; None when the text is clearly in
    another than these."""
    words = _WORD.findall(text)
    shares = {language.code: sum(word.lower() in language.frequent for word in words) for language in languages}
    best = max(languages, key=lambda language: shares[language.code])
    if len(words) < ENOUGH_WORDS:
        return best
    known = frozenset[str]().union(*(language.frequent for language in languages))
    # As written: in "Der Spiegel" and "La Stampa" the capital says that it is part of a name.
    strange = sum(
        (word in _STRANGE and word not in known) or not any(language.letters.match(word) for language in languages)
        for word in words
    )
    return None if strange > max(shares[best.code], ENOUGH_STRANGE * len(words)) else best


def not_read(languages: Sequence[Language]) -> str:
    """The warning on a text of which nothing was read."""
    names = " or ".join(language.name for language in languages)
    only = "the only language" if len(languages) == 1 else "the languages"
    return f"The text does not seem to be in {names}, {only} that claims are read in: nothing was looked for."
