"""Exercise figures drawn from poses: `draw` turns a data file's `figure` into an SVG. It knows no exercise."""

from patient_app.figures.drawing import draw
from patient_app.figures.spec import FigureError

__all__ = ["FigureError", "draw"]
