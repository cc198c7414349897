"""A still figure for print: plain attributes instead of the newer CSS that makers of PDF pass over, light colours."""

import re
from collections.abc import Mapping
from typing import Any

from patient_app.figures.drawing import draw

_DARK = re.compile(r"@media\(prefers-color-scheme:dark\)\{(?:[^{}]*\{[^{}]*\})*\}")
_MOVED = re.compile(r"\.(m\d+)\{([^{}]*)\}")
_CLASS = re.compile(r' class="(?:(\w+) )?(m\d+)"')


def draw_for_print(figure: Mapping[str, Any], *, mirrored: bool = False, language: str = "en", title: str = "") -> str:
    """The SVG of a figure's telling pose, as `draw`, in light colours. Raises `FigureError` with the field."""
    svg = _DARK.sub("", draw(figure, mirrored=mirrored, language=language, title=title, animated=False))
    moved = {name: _transform(rules) for name, rules in _MOVED.findall(svg)}
    return _CLASS.sub(lambda found: _placed(found, moved), _MOVED.sub("", svg))


def _placed(found: re.Match[str], moved: Mapping[str, str]) -> str:
    other, name = found.groups()
    return (f' class="{other}"' if other else "") + f' transform="{moved[name]}"'


def _transform(rules: str) -> str:
    """CSS 'translate:0 45px;rotate:20deg;scale:1 .9' as an attribute. CSS applies them in this order."""
    values = dict(rule.split(":", 1) for rule in rules.split(";") if rule)
    parts = [
        f"{name}({values[name].replace('px', '').replace('deg', '')})"
        for name in ("translate", "rotate", "scale")
        if name in values
    ]
    return "".join(parts)
