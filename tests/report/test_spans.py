from hypothesis import given
from hypothesis import strategies as st

from tallylight.report.spans import paragraphs

TEXT = st.text(alphabet=st.sampled_from("ab \n\r\t"), max_size=40)
SPANS = st.lists(st.tuples(st.integers(-3, 45), st.integers(-3, 45)), max_size=6)


def test_a_stretch_may_belong_to_several_claims() -> None:
    (paragraph,) = paragraphs("one two three", [("c1", (0, 13)), ("c2", (4, 7)), ("c3", (4, 7))])
    assert [(piece.text, piece.inside, piece.ends) for piece in paragraph.stretches] == [
        ("one ", ("c1",), ()),
        ("two", ("c1", "c2", "c3"), ("c2", "c3")),
        (" three", ("c1",), ("c1",)),
    ]


def test_a_blank_line_parts_paragraphs_and_a_claim_may_cross_it() -> None:
    first, second = paragraphs("one\n\ntwo", [("c1", (0, 8))])
    assert first.after == "\n\n"
    assert [piece.ends for piece in (*first.stretches, *second.stretches)] == [(), ("c1",)]


@given(TEXT, SPANS)
def test_no_text_is_lost_and_every_claim_keeps_one_place(text: str, spans: list[tuple[int, int]]) -> None:
    named = [(f"c{number}", span) for number, span in enumerate(spans)]
    found = paragraphs(text, named)
    assert "".join("".join(piece.text for piece in part.stretches) + part.after for part in found) == text
    if any(part.stretches for part in found):
        ends = [name for part in found for piece in part.stretches for name in piece.ends]
        assert sorted(ends) == sorted(name for name, _ in named)
