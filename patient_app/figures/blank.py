"""What stands in the place of a figure when an exercise has neither figure nor photo."""

from html import escape

SIZE = (160, 120)


def blank(title: str) -> str:
    """An empty frame as SVG, in a grey that is seen on light and dark paper; `title` is its text alternative."""
    width, height = SIZE
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">'
        f"<title>{escape(title)}</title>"
        '<g fill="none" stroke="#8a8f94" stroke-width="3" stroke-linecap="round" stroke-linejoin="round">'
        '<circle cx="80" cy="38" r="11"/>'
        '<path d="M80 50v24M80 56 60 66M80 56l20 10M80 74 66 98M80 74l14 24M48 102h64"/>'
        "</g></svg>"
    )
