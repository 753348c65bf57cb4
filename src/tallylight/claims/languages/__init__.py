"""The languages that claims are read in. A text in, its language out. To add one, see docs/languages.md.

    language.py    what a language is: words and patterns in groups    english/    the one that is shipped
    reading.py, figures.py, wording.py, rules.py    the groups, with what each pattern must find

Nothing here knows what follows from a word: that is the rules' business, and they know no word of any language.
"""

from tallylight.claims.languages.english import ENGLISH
from tallylight.claims.languages.language import Language
from tallylight.claims.languages.which import language_of, not_read

LANGUAGES: tuple[Language, ...] = (ENGLISH,)
"""Every language that claims are read in. The first is taken where a text is too short to tell."""

RECORDS: Language = ENGLISH
"""The language of the descriptions of award actions, whatever the language of the text."""

__all__ = ["LANGUAGES", "RECORDS", "Language", "language_of", "not_read"]
