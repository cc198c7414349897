"""A list of children from plain values or from a state var, written the same way."""

from collections.abc import Callable, Iterable
from typing import Any

import reflex as rx


def each(items: Any, draw: Callable[[Any], rx.Component]) -> list[rx.Component]:
    """`draw` of every item: at build time for plain values, in the browser for a var."""
    if isinstance(items, rx.Var):
        return [rx.foreach(items, draw)]
    values: Iterable[Any] = items
    return [draw(item) for item in values]
