"""Tables: a caption, headings, and rows that name their cells when they fold to blocks on a phone."""

from collections.abc import Sequence
from typing import Any

import reflex as rx

Text = str | rx.Var[str]


def data_table(
    caption: Text,
    headings: Sequence[str],
    *rows: Any,
    numeric: Sequence[int] = (),
    folds: bool = True,
    show_caption: bool = False,
) -> rx.Component:
    """A table. `rows` are `table_row`s or an `rx.foreach` of them; `numeric` are the columns (from 0) set flush right;
    `folds`: rows become blocks on a phone, for which each cell needs its label (`table_row` gives it)."""
    return rx.el.div(
        rx.el.table(
            rx.el.caption(caption, **({} if show_caption else {"class_name": "hs-hidden"})),
            rx.el.thead(
                rx.el.tr(
                    *(
                        rx.el.th(heading, scope="col", **({"class_name": "hs-number"} if at in numeric else {}))
                        for at, heading in enumerate(headings)
                    )
                )
            ),
            rx.el.tbody(*rows),
            class_name="hs-table hs-table-stack" if folds else "hs-table",
        ),
        class_name="hs-table-scroll",
    )


def table_row(
    headings: Sequence[str], first: Any, *cells: Any, numeric: Sequence[int] = (), rows: Any = None, **props: Any
) -> rx.Component:
    """A row with its first cell as the row's heading; `headings` and `numeric` as in `data_table`. `rows`: how many
    rows the heading is for, when more follow without one of their own."""
    return rx.el.tr(
        rx.el.th(first, scope="row", **({} if rows is None else {"row_span": rows})),
        *(
            rx.el.td(
                cell,
                custom_attrs={"data-label": headings[at]},
                **({"class_name": "hs-number"} if at in numeric else {}),
            )
            for at, cell in enumerate(cells, start=1)
        ),
        **props,
    )
