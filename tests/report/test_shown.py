from hypothesis import given
from hypothesis import strategies as st

from tallylight.report.shown import one_line, short_names, visible


def test_an_escape_character_becomes_a_sign_that_a_terminal_does_not_obey() -> None:
    assert visible("\x1b[2Jhello\n") == "␛[2Jhello\n"


@given(st.text(alphabet=st.characters()))
def test_spans_still_fit_the_text_that_is_shown(text: str) -> None:
    assert len(visible(text)) == len(text)
    visible(text).encode()


def test_signs_that_turn_the_writing_direction_cannot_turn_a_table_cell() -> None:
    assert one_line("PAYEE \u202e000,1$\nINC") == "PAYEE \ufffd000,1$ INC"


def test_a_file_is_named_without_its_folders_as_long_as_that_is_enough() -> None:
    assert short_names({"/disks/jo/records/FY2024.csv.gz", "../b/FY2025.csv.gz"}) == {
        "/disks/jo/records/FY2024.csv.gz": "FY2024.csv.gz",
        "../b/FY2025.csv.gz": "FY2025.csv.gz",
    }
    assert set(short_names({"a/b/x.csv", "c/b/x.csv", "x.csv"}).values()) == {"a/b/x.csv", "c/b/x.csv", "x.csv"}


@given(st.sets(st.text(alphabet="ab/"), max_size=6))
def test_no_two_files_get_one_name_unless_their_paths_mean_the_same(paths: set[str]) -> None:
    clean = {path.rstrip("/") for path in paths}
    assert len(set(short_names(clean).values())) == len(clean)
