"""CSV: whatever is in a table, another program reads the same table, and no spreadsheet finds a formula in it."""

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from patient_app.exports.csv_table import csv_pieces, csv_table

STARTS = ("=", "+", "-", "@", "\t", "\r")
texts = st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x00")) | st.builds(
    lambda spaces, start, rest: spaces + start + rest,
    st.sampled_from(["", " ", "   "]),
    st.sampled_from([*STARTS, "\n", '"', "'", ",", "\r\n", "\uff1d"]),
    st.text(alphabet="=+-@,;\"'\r\n\t A1|(é"),
)
numbers = st.integers(-(10**9), 10**9) | st.floats(allow_nan=False, allow_infinity=False)
cells = texts | numbers | st.none()
tables = st.integers(1, 5).flatmap(
    lambda width: st.tuples(
        st.lists(texts, min_size=width, max_size=width),
        st.lists(st.lists(cells, min_size=width, max_size=width), max_size=8),
    )
)


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8"), newline=""), strict=True))


@given(tables)
def test_it_is_read_back_as_it_was(table: tuple[list[str], list[list[object]]]) -> None:
    headings, rows = table
    found = read(csv_table(headings, rows))  # type: ignore[arg-type]
    wanted = [headings, *rows]
    assert len(found) == len(wanted)
    for got, row in zip(found, wanted, strict=True):
        # A row of one empty cell is a line of its own all the same.
        for text, cell in zip(got, row, strict=True):
            if isinstance(cell, str):
                assert text in (cell, f"'{cell}")
            else:
                assert text == ("" if cell is None else str(cell))


@given(tables)
def test_no_text_is_a_formula_and_no_number_is_marked(table: tuple[list[str], list[list[object]]]) -> None:
    headings, rows = table
    for got, row in zip(read(csv_table(headings, rows)), [headings, *rows], strict=True):  # type: ignore[arg-type]
        for text, cell in zip(got, row, strict=True):
            if isinstance(cell, str):
                assert not text.lstrip(" ").startswith(STARTS)
            else:
                assert not text.startswith("'")


@given(tables)
def test_lines_end_as_rfc_4180_says(table: tuple[list[str], list[list[object]]]) -> None:
    assert csv_table(*table).endswith(b"\r\n")  # type: ignore[arg-type]


def test_it_leaves_in_pieces_before_all_rows_are_there() -> None:
    taken = 0

    def rows() -> object:
        nonlocal taken
        for taken in range(20_000):
            yield [taken, "x" * 40]

    pieces = csv_pieces(["number", "text"], rows())  # type: ignore[arg-type]
    first = next(pieces)
    assert first.endswith(b"\r\n") and len(first) < 100_000 and taken < 5_000
    assert len(read(first + b"".join(pieces))) == 20_001
