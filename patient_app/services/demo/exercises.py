"""The made-up clinic's own exercises as rows, each with a picture that is drawn here and kept as a photo."""

from collections.abc import Iterator

from PIL import Image, ImageDraw

from patient_app.content.demo_exercises import HEIGHT, WIDTH, DemoExercise, Shape, demo_exercises
from patient_app.media.photo import encoded
from patient_app.services.demo.days import Calendar, demo_id
from patient_app.services.demo.script import Cast
from patient_app.services.media import PHOTO_TYPE
from patient_app.store.tables import AuditEvent, Exercise, ExerciseMedia

TONES = {
    "wall": "#e9e2d2",
    "floor": "#cdbfa5",
    "near": "#2f4a5c",
    "far": "#6d8595",
    "shirt": "#2c8f72",
    "prop": "#8a5a2b",
    "towel": "#d1604d",
}
FINER = 2
"""Drawn so many times larger first, so that edges are smooth."""


def exercise_rows(cast: Cast, calendar: Calendar) -> Iterator[ExerciseMedia | Exercise | AuditEvent]:
    """Every exercise with its photo, added on its day."""
    for key, each in demo_exercises().items():
        at = calendar.at(calendar.workday(each.on), "08:15")
        photo = encoded(_drawn(each))
        media_id = demo_id(at, "media", key)
        author = cast.people[each.by]
        yield ExerciseMedia(
            id=media_id,
            clinic_id=cast.clinic_id,
            kind=photo.kind,
            media_type=PHOTO_TYPE,
            width=photo.width,
            height=photo.height,
            content=photo.content,
            created_by=author,
            created_at=at,
        )
        shown = {"id": media_id, "kind": photo.kind, "width": photo.width, "height": photo.height}
        data = {**each.values, "media": [{**shown, "duration_seconds": None}]}
        id = cast.exercises[key]
        yield Exercise(id=id, clinic_id=cast.clinic_id, data=data, created_by=author, created_at=at)
        yield AuditEvent(
            id=demo_id(at, "exercise.added", key),
            at=at,
            clinic_id=cast.clinic_id,
            actor_id=author,
            action="exercise.added",
            object_kind="exercise",
            object_id=id,
        )


def _drawn(exercise: DemoExercise) -> Image.Image:
    image = Image.new("RGB", (WIDTH * FINER, HEIGHT * FINER), TONES["wall"])
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, exercise.ground * FINER, WIDTH * FINER, HEIGHT * FINER), TONES["floor"])
    for shape in exercise.shapes:
        _draw(draw, shape)
    return image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)


def _draw(draw: ImageDraw.ImageDraw, shape: Shape) -> None:
    tone, points = TONES[shape.tone], [value * FINER for value in shape.points]
    if len(points) == 3:
        draw.circle((points[0], points[1]), points[2], tone)
        return
    ends, width = ((points[0], points[1]), (points[2], points[3])), shape.width * FINER
    draw.line(ends, tone, width)
    for end in ends:
        draw.circle(end, width / 2, tone)
