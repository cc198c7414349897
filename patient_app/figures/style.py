"""The colours of the figures, light and dark, as CSS inside each drawing (an image cannot see the page's own).

Every body colour stands out from the page by 3:1 or more; near limbs are stronger than far ones. A test holds this.
"""

PAGES: dict[str, tuple[str, ...]] = {"light": ("#ffffff", "#fbf8f1"), "dark": ("#141a22", "#1d242e")}

FILLS: dict[str, tuple[str, str]] = {
    "T": ("#3d8b76", "#57b89d"),
    "U": ("#23604f", "#93dec8"),
    "V": ("#5f9b89", "#3f8a76"),
    "N": ("#2f4763", "#a9c1dd"),
    "F": ("#7387a0", "#657f9f"),
    "K": ("#1a2533", "#dfe8f3"),
    "J": ("#5d6c80", "#8092aa"),
    "S": ("#a86f4b", "#e0ae8c"),
    "Z": ("#8f5b3a", "#c89472"),
    "W": ("#b4825f", "#b58361"),
    "H": ("#3b2b24", "#7d5a49"),
    "C": ("#d9603f", "#f08a70"),
    "P": ("#b3a893", "#66707d"),
    "M": ("#ebe4d6", "#2c3541"),
    "Y": ("#e0a030", "#f0b64a"),
    "B": ("#b87400", "#f0b64a"),
    "X": ("#7a5c33", "#cfae7c"),
    "Q": ("#8f8470", "#858f9c"),
}
STROKES: dict[str, tuple[str, str]] = {
    "G": ("#bdb4a2", "#56616e"),
    "A": ("#bf3f24", "#ff9d85"),
    "E": ("#4a2d1e", "#4a2d1e"),
}
BODY: tuple[str, ...] = ("T", "U", "V", "N", "F", "K", "J", "S", "W", "C")


def css(used: set[str]) -> str:
    """The rules for the classes in `used`, light first, then dark."""
    light = "".join(_rule(name, 0) for name in sorted(used))
    dark = "".join(_rule(name, 1) for name in sorted(used) if _rule(name, 0) != _rule(name, 1))
    lines = "".join(f".{name}," for name in sorted(used & set(STROKES))).rstrip(",")
    shared = f"{lines}{{fill:none;stroke-linecap:round;stroke-linejoin:round}}" if lines else ""
    return f"{light}{shared}@media(prefers-color-scheme:dark){{{dark}}}"


def _rule(name: str, scheme: int) -> str:
    if name in FILLS:
        return f".{name}{{fill:{FILLS[name][scheme]}}}"
    return f".{name}{{stroke:{STROKES[name][scheme]}}}"
