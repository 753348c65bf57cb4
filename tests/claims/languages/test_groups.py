"""Every language has what every group asks for, and nothing outside of them knows a word of one."""

import ast
import dataclasses
import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from tallylight.claims.languages import LANGUAGES
from tallylight.claims.languages.figures import DateForm
from tallylight.claims.languages.language import Language
from tests.claims.languages.german import GERMAN

ROOT = Path(__file__).resolve().parents[3]
CLAIMS = ROOT / "src" / "tallylight" / "claims"
EVERY = [*LANGUAGES, GERMAN]

# Where a pattern stands outside the languages, and of what it is one.
NO_LANGUAGE = {
    "names.py": "a word of a name",
    "companies.py": "a word of a name",
    "scene.py": "a capitalised word",
    "named.py": "a capitalised word",
    "records.py": "a contract number, and words of descriptions, which are in English",
    "topics.py": "a word, a mark or a figure",
    "words.py": "a word of any language",
    "text.py": "what parts words",
    "disagree_amount.py": "a contract number",
    "date_forms.py": "the type of a match",
    "rules/count_of_awards.py": "the type of a match",
    "rules/award_event.py": "descriptions of records, contract numbers, names of presidents",
}


def pages() -> ModuleType:
    spec = importlib.util.spec_from_file_location("languages_page", ROOT / "tools" / "languages.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def asked_for(told: str) -> list[set[str]]:
    """The named groups that a docstring asks for; of each set, one."""
    listed = re.search(r"Groups: ([^.]*)\.", told)
    return [names for part in listed[1].split(",") if (names := set(re.findall(r"`(\w+)`", part)))] if listed else []


def patterns(language: Language) -> Iterator[tuple[str, str, re.Pattern[str]]]:
    """Every pattern of a language: where it stands, what is said of it, and itself."""
    records = pages().records()
    for group in dataclasses.fields(language):
        words = getattr(language, group.name)
        if not dataclasses.is_dataclass(words):
            continue
        for name, (_, told) in records[type(words).__name__][1].items():
            held = getattr(words, name)
            for one in held if isinstance(held, tuple) else [held]:
                if isinstance(one, re.Pattern):
                    yield f"{group.name}.{name}", told, one
    forms = records["DateForm"][1]
    for form, pattern in language.dates.forms:
        yield f"dates.forms.{form.name}", forms[form.name][1], pattern


@pytest.mark.parametrize("language", EVERY, ids=lambda language: language.name)
def test_every_pattern_has_the_named_groups_that_are_asked_for(language: Language) -> None:
    lacking = [
        (where, sorted(names))
        for where, told, pattern in patterns(language)
        for names in asked_for(told)
        if not names & set(pattern.groupindex)
    ]
    assert not lacking


@pytest.mark.parametrize("language", EVERY, ids=lambda language: language.name)
def test_the_keys_of_tables_are_small_letters_with_single_blanks(language: Language) -> None:
    tables = [getattr(words, f.name) for words in (language.amounts, language.dates, language.counts)
              for f in dataclasses.fields(words) if isinstance(getattr(words, f.name), dict)]  # fmt: skip
    assert tables
    assert all(key == " ".join(key.lower().split()) for table in tables for key in table)


def test_every_form_of_time_is_known_in_english_and_by_what_makes_a_time_of_it() -> None:
    from tallylight.claims import date_forms

    assert {form for form, _ in LANGUAGES[0].dates.forms} == set(DateForm) == set(date_forms._MAKERS)


def test_every_field_says_what_it_must_hold() -> None:
    records = pages().records()
    for record in [Language, *(type(getattr(LANGUAGES[0], f.name)) for f in dataclasses.fields(Language))]:
        if isinstance(record, type) and dataclasses.is_dataclass(record):
            told = records[record.__name__][1]
            assert {f.name for f in dataclasses.fields(record)} == set(told)
            assert all(words.endswith((".", "first")) for _, words in told.values())


def test_the_page_on_languages_has_every_group_and_every_field() -> None:
    text = (ROOT / "docs" / "languages.md").read_text(encoding="utf-8")
    assert pages().page(text) == text, "run `make golden`, which writes the generated parts anew"


def test_no_module_but_the_list_of_languages_imports_one() -> None:
    for path in sorted(CLAIMS.rglob("*.py")):
        if "languages" not in path.relative_to(CLAIMS).parts:
            assert "languages.english" not in path.read_text(encoding="utf-8"), path.name


def test_patterns_outside_the_languages_are_of_no_language() -> None:
    using = set()
    for path in sorted(CLAIMS.rglob("*.py")):
        where = path.relative_to(CLAIMS)
        tree = ast.parse(path.read_text(encoding="utf-8"))
        imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
        if "languages" not in where.parts and "re" in imported:
            using.add(where.as_posix())
    assert using == set(NO_LANGUAGE)
