import hashlib
import re
from dataclasses import replace
from typing import Any

import pytest
from html5lib import HTMLParser
from hypothesis import given, settings
from hypothesis import strategies as st

from tallylight.model import CheckedText
from tallylight.report import page, words
from tallylight.report.shown import visible

from . import example

XHTML = "{http://www.w3.org/1999/xhtml}"
ANY_TEXT = st.text(alphabet=st.characters(), max_size=80)
MARKUP = st.sampled_from(
    ["</p>", "<script>alert(1)</script>", "\" onclick='x", "&lt;", "<!--", "]]>", "{{ 1 }}", "\r\n", "\x00"]
)
HOSTILE = st.lists(ANY_TEXT | MARKUP, max_size=6).map("".join)


def parsed(written: str) -> Any:
    """The page as a browser would see it; any mistake in its markup is an error."""
    return HTMLParser(strict=True, namespaceHTMLElements=True).parse(written)


def by_id(tree: Any, name: str) -> Any:
    return next(element for element in tree.iter() if element.get("id") == name)


def text_of(element: Any) -> str:
    return "".join(element.itertext())


def text_as_read(tree: Any) -> str:
    """The text on the page, without the numbers that were put into it."""
    shown = ""
    for paragraph in by_id(tree, "text-as-read"):
        shown += "".join(text_of(piece) for piece in paragraph if not piece.get("class", "").startswith("end"))
        shown += paragraph.tail or ""
    return shown


def lines(text: str) -> str:
    return visible(text).replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.parametrize("checked", [example.CHECKED, example.STARTER, example.EMPTY], ids=["all", "starter", "none"])
def test_the_page_is_valid_html_and_holds_the_whole_text(checked: CheckedText) -> None:
    assert text_as_read(parsed(page.html(checked))) == checked.text


def test_the_same_check_gives_the_same_bytes() -> None:
    assert page.html(example.CHECKED) == page.html(example.CHECKED)


def test_every_statement_has_a_card_a_place_in_the_text_and_links_both_ways() -> None:
    tree = parsed(page.html(example.CHECKED))
    links = {element.get("href") for element in tree.iter(f"{XHTML}a")}
    for judgement in example.CHECKED.judgements:
        name = judgement.claim.id
        card = text_of(by_id(tree, name))
        assert words.VERDICTS[judgement.verdict].label in card
        assert judgement.explanation in card
        assert {f"#{name}", f"#text-{name}"} <= links
        assert words.VERDICTS[judgement.verdict].label in text_of(by_id(tree, f"text-{name}"))


def test_every_link_inside_the_page_leads_somewhere_and_no_place_is_named_twice() -> None:
    tree = parsed(page.html(example.CHECKED))
    names = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(names) == len(set(names))
    for element in tree.iter(f"{XHTML}a"):
        assert (
            element.get("href", "").startswith("https://www.usaspending.gov/award/") or element.get("href")[1:] in names
        )


def test_overlapping_statements_are_both_shown_and_the_one_to_look_at_first_marks_the_text() -> None:
    tree = parsed(page.html(example.CHECKED))
    shared = [element for element in tree.iter() if element.get("data-claims") == "c3 c4"]
    assert [element.get("href") for element in shared] == ["#c3"]
    assert shared[0].get("class") == "stretch v-contradicted"


def test_each_figure_opens_to_its_rows_and_their_file() -> None:
    card = text_of(by_id(parsed(page.html(example.CHECKED)), "c10"))
    for row in example.LEX_2025:
        assert f"Row {row.source.row:,} of {row.source.path}" in card
    assert "3 actions behind this figure" in card
    assert example.LEXISNEXIS[0].source.sha256 in page.html(example.CHECKED)


def test_the_folders_of_a_machine_are_not_forwarded() -> None:
    first = example.JUDGEMENTS[0]
    source = replace(example.NEW_ORDER[0].source, path="/disks/jo/records/FY2025.csv.gz")
    row = replace(example.NEW_ORDER[0], source=source)
    alone = replace(first, evidence=(row,), history=(row,), readings=())
    written = page.html(replace(example.CHECKED, judgements=(alone,))).replace("&#x2f;", "/")
    assert "FY2025.csv.gz" in written
    assert "/disks/jo" not in written


def test_one_sentence_that_was_not_understood_twice_is_listed_once() -> None:
    twice = (example.CHECKED.unparsed[0], replace(example.CHECKED.unparsed[0], span=(0, 3)))
    tree = parsed(page.html(replace(example.CHECKED, unparsed=twice)))
    quotes = [text_of(element) for element in tree.iter(f"{XHTML}q")]
    assert quotes == [example.CHECKED.unparsed[0].text]
    assert by_id(tree, "u2") is not None


def test_many_caveats_are_all_on_the_card() -> None:
    first = replace(example.JUDGEMENTS[0], caveats=tuple(f"Caveat number {number}." for number in range(5)))
    card = text_of(by_id(parsed(page.html(replace(example.CHECKED, judgements=(first,)))), "c1"))
    assert [f"Caveat number {number}." in card for number in range(5)] == [True] * 5


def test_a_timeline_tells_the_same_in_words() -> None:
    tree = parsed(page.html(example.CHECKED))
    card = by_id(tree, "c13")
    assert text_of(by_id(tree, "c13-t1")) == "Timeline of award 70CTD022FR0000170"
    assert "11 actions, 2022-09-20 to 2025-09-25, $137,352,143.61 in all; 2 actions after the day" in text_of(
        by_id(tree, "c13-d1")
    )
    assert "2024-09-09P00006evidence$18,686,187.00" in re.sub(r"\s+", "", text_of(card))
    assert "2025-07-22P00010-$18,000.00" in re.sub(r"\s+", "", text_of(card))


def test_the_page_says_what_the_ledger_does_not_cover() -> None:
    shown = text_of(parsed(page.html(example.CHECKED)))
    assert words.SILENCE in shown
    assert "partial: rows are missing" in shown
    assert "The block has exactly 5,000 rows" in shown
    assert words.STARTER in text_of(parsed(page.html(example.STARTER)))


def test_the_page_names_its_edition_and_the_command_that_makes_it_again() -> None:
    written = page.html(replace(example.CHECKED, path="my draft.txt"))
    shown = text_of(parsed(written))
    command = "tallylight check 'my draft.txt' --date 2025-09-15 --edition 2026-08-20.1 --html report.html"
    assert command in shown
    assert example.EDITION_SHA256 in shown
    assert hashlib.sha256(example.TEXT.encode()).hexdigest() in shown


def test_a_path_cannot_pass_for_an_option_of_the_command() -> None:
    assert "tallylight check ./-x --date" in text_of(parsed(page.html(replace(example.CHECKED, path="-x"))))


def test_the_page_asks_for_nothing_from_outside() -> None:
    written = page.html(example.CHECKED, address="https://example.org/report")
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', written)
    assert policy
    assert "default-src &#x27;none&#x27;" in policy[1]
    assert "unsafe" not in policy[1]
    tree = parsed(written)
    for element in tree.iter():
        assert element.get("src") is None
        assert element.get("style") is None
        assert not [name for name in element.keys() if name.startswith("on")]  # noqa: SIM118 (an element is no dict)


def test_an_address_that_is_not_of_the_web_is_not_a_link() -> None:
    first = example.JUDGEMENTS[0]
    row = replace(example.NEW_ORDER[0], url="javascript:alert(1)")
    written = page.html(replace(example.CHECKED, judgements=(replace(first, evidence=(row,), history=(row,)),)))
    assert "javascript:" not in written


@settings(max_examples=60, deadline=None)
@given(HOSTILE, st.lists(st.tuples(st.integers(0, 90), st.integers(0, 90)), max_size=4))
def test_any_text_is_shown_as_it_is(text: str, spans: list[tuple[int, int]]) -> None:
    judgements = tuple(
        replace(
            example.JUDGEMENTS[4], claim=replace(example.JUDGEMENTS[4].claim, id=f"c{number}", span=span, text=text)
        )
        for number, span in enumerate(spans, start=1)
    )
    tree = parsed(page.html(replace(example.EMPTY, text=text, judgements=judgements)))
    assert text_as_read(tree) == lines(text)
    assert len(list(tree.iter(f"{XHTML}script"))) == 1


@settings(max_examples=40, deadline=None)
@given(HOSTILE)
def test_nothing_from_a_text_or_a_file_can_become_markup(text: str) -> None:
    first = example.JUDGEMENTS[2]
    row = replace(
        example.LICENCES[0],
        payee=text,
        description=text,
        piid=text,
        modification=text,
        url=f"https://{text}",
        source=replace(example.LICENCES[0].source, path=text),
    )
    readings = (replace(first.readings[0], name=text, value=text, rows=(row,)),)
    hostile = replace(
        first,
        claim=replace(first.claim, text=text, vendor=text, product=text),
        explanation=text,
        readings=readings,
        evidence=(row,),
        since_then=(row,),
        history=(row,),
        flags=(text,),
        caveats=(text,),
    )
    checked = replace(example.CHECKED, title=text, path=text, judgements=(hostile,), warnings=(text,))
    plain = parsed(page.html(replace(checked, judgements=(replace(hostile, flags=("x",)),))))
    tree = parsed(page.html(checked, address="https://example.org/report"))
    assert len(list(tree.iter(f"{XHTML}script"))) == 2
    assert {element.tag for element in plain.iter()} >= {element.tag for element in tree.iter()} - {f"{XHTML}h3"}
    assert not [element for element in tree.iter() if any(name.startswith("on") for name in element.keys())]  # noqa: SIM118
