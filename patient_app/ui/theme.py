"""The one place with colours and sizes. `python -m patient_app.ui.theme` writes them to `assets/tokens.css` as CSS
custom properties; `tailwind()` hands the same names to Tailwind. Imports nothing of Reflex: `rxconfig.py` reads it."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

TOKENS_FILE = Path(__file__).parents[2] / "assets" / "tokens.css"


@dataclass(frozen=True, slots=True)
class Scheme:
    """The colours of one scheme, as `#rrggbb`. A colour and its `_tint` belong together: the tint is a surface,
    the colour is text, an icon or a border on it. `on_pine` and `on_coral` are the text on a filled button."""

    paper: str
    surface: str
    sunken: str
    ink: str
    muted: str
    line: str
    control: str
    pine: str
    pine_strong: str
    pine_tint: str
    on_pine: str
    coral: str
    coral_strong: str
    coral_tint: str
    on_coral: str
    amber: str
    amber_tint: str
    sky: str
    sky_tint: str


LIGHT = Scheme(
    paper="#fbf8f1",
    surface="#fffdf9",
    sunken="#f3eee2",
    ink="#17233a",
    muted="#525c6e",
    line="#e0d8c8",
    control="#837a69",
    pine="#1d6652",
    pine_strong="#134a3b",
    pine_tint="#e0eee6",
    on_pine="#ffffff",
    coral="#a8372a",
    coral_strong="#842a20",
    coral_tint="#fae6df",
    on_coral="#ffffff",
    amber="#7c4e00",
    amber_tint="#faedcf",
    sky="#1d5a8a",
    sky_tint="#e2edf5",
)

DARK = Scheme(
    paper="#131b26",
    surface="#1c2633",
    sunken="#0e151e",
    ink="#f2eee5",
    muted="#b3bac4",
    line="#313e4d",
    control="#7e8b9a",
    pine="#72cfb0",
    pine_strong="#9be3ca",
    pine_tint="#1a3a32",
    on_pine="#0c211a",
    coral="#ffa293",
    coral_strong="#ffc0b5",
    coral_tint="#45241f",
    on_coral="#33110b",
    amber="#f3c36c",
    amber_tint="#3b2e14",
    sky="#92c8f2",
    sky_tint="#19324b",
)

SCHEMES = {"light": LIGHT, "dark": DARK}

# What is shown on what: (foreground, background). Text needs 4.5:1, a control's edge or a mark 3:1 (WCAG 2.2, 1.4.3
# and 1.4.11). `line` is ornament only and stands in neither list.
_SURFACES = ("paper", "surface", "sunken")
_TONES = ("pine", "coral", "amber", "sky")
TEXT_PAIRS: tuple[tuple[str, str], ...] = (
    *((text, surface) for text in ("ink", "muted", *_TONES) for surface in _SURFACES),
    *((text, f"{tone}_tint") for tone in _TONES for text in ("ink", "muted", tone)),
    *((f"{tone}_strong", surface) for tone in ("pine", "coral") for surface in (*_SURFACES, f"{tone}_tint")),
    ("on_pine", "pine"),
    ("on_pine", "pine_strong"),
    ("on_coral", "coral"),
    ("on_coral", "coral_strong"),
)
CONTROL_PAIRS: tuple[tuple[str, str], ...] = (
    *(("control", surface) for surface in _SURFACES),
    *((tone, "pine_tint") for tone in ("pine", "control")),
)

# Chart lines are drawn by Plotly, which knows no custom properties: these hold 3:1 on the surfaces of both schemes.
CHART_TONES: dict[str, str] = {
    "pine": "#2c8f72",
    "coral": "#d1604d",
    "amber": "#b07a1e",
    "sky": "#4a86b8",
    "muted": "#7f8894",
}

# Sizes are in rem, so that the browser's own text size is kept. Keys of SPACE are quarters of a rem, as in Tailwind.
TYPE: dict[str, str] = {
    "tiny": "0.875rem",  # ticks and weekday letters, nothing that must be read
    "small": "1rem",
    "body": "1.125rem",
    "h3": "1.25rem",
    "h2": "1.5rem",
    "h1": "1.875rem",
}
SPACE: dict[str, str] = {"1": "0.25rem", "2": "0.5rem", "3": "0.75rem", "4": "1rem", "6": "1.5rem", "8": "2rem"}
RADIUS = "0.875rem"
TOUCH = "3rem"
SHADOW = {"light": "0 0.5rem 2rem rgb(23 35 58 / 0.16)", "dark": "0 0.5rem 2rem rgb(0 0 0 / 0.5)"}
MOTION = "180ms"
FONT = (
    'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", "Liberation Sans", Arial, sans-serif'
)


def contrast(one: str, other: str) -> float:
    """WCAG 2.2 contrast ratio of two `#rrggbb` colours, 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def css() -> str:
    """The custom properties, light by default and dark when the reader's device asks for it."""
    sizes = {
        "font": FONT,
        **{f"text-{name}": size for name, size in TYPE.items()},
        **{f"space-{name}": size for name, size in SPACE.items()},
        "radius": RADIUS,
        "touch": TOUCH,
        "motion": MOTION,
    }
    return "\n".join(
        [
            "/* Written by `python -m patient_app.ui.theme`; change theme.py, not this file. */",
            _rule(":root", {**_colours(LIGHT), "shadow": SHADOW["light"], **sizes}),
            "@media (prefers-color-scheme: dark) {",
            _rule(":root", {**_colours(DARK), "shadow": SHADOW["dark"]}),
            "}",
            "@media (prefers-reduced-motion: reduce) {",
            _rule(":root", {"motion": "0ms"}),
            "}",
            "",
        ]
    )


def tailwind() -> dict[str, Any]:
    """Tailwind's `theme`: its own palette, radii and shadows are replaced, so that a page can name no other."""
    return {
        "colors": {
            "transparent": "transparent",
            "current": "currentColor",
            **{name: f"var(--hs-{name})" for name in _colours(LIGHT)},
        },
        "fontSize": {name: f"var(--hs-text-{name})" for name in TYPE},
        "borderRadius": {"DEFAULT": "var(--hs-radius)", "none": "0", "full": "999px"},
        "boxShadow": {"DEFAULT": "var(--hs-shadow)", "none": "none"},
    }


def _colours(scheme: Scheme) -> dict[str, str]:
    return {name.replace("_", "-"): colour for name, colour in asdict(scheme).items()}


def _rule(selector: str, properties: dict[str, str]) -> str:
    lines = "\n".join(f"  --hs-{name}: {value};" for name, value in properties.items())
    return f"{selector} {{\n{lines}\n}}"


if __name__ == "__main__":
    TOKENS_FILE.write_text(css(), "utf-8")
