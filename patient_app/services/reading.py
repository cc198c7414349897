"""Mark services that only read: they run beside the writer, and again in it when a look has to be audited."""

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")
_reading: set[Callable[..., Any]] = set()


def reads(service: Callable[P, R]) -> Callable[P, R]:
    """Decorator: this service only reads."""
    _reading.add(service)
    return service


def is_reading(service: Callable[..., Any]) -> bool:
    """Was this service marked with `reads`?"""
    return service in _reading
