"""The exercise library, for the program builder; and where an exercise's figure is."""

from urllib.parse import quote

from fastapi import APIRouter
from starlette.responses import Response
from typing_extensions import TypedDict

from patient_app.api import shapes
from patient_app.api.caller import Asker
from patient_app.content.exercise_library import DefaultDose, Exercise, Media, MediaKind
from patient_app.content.locales import LANGUAGES, translator
from patient_app.domain.program import Side
from patient_app.domain.text import Translator
from patient_app.presenters.dose import dose
from patient_app.presenters.program import purposes, regions
from patient_app.services import exercises

router = APIRouter(tags=["exercises"])


class DoseAnswer(TypedDict):
    """A typical start inside the published dose, never an order. Fields as in a prescription."""

    side: str
    sets: int
    reps: int | None
    hold_seconds: int | None
    duration_minutes: float | None
    rest_seconds: int | None
    load: shapes.LoadAnswer | None
    times_per_day: int
    schedule: dict[str, object]


class LibraryExerciseAnswer(TypedDict):
    """An exercise in the reader's language. `search_words`: what else it is found by, its names in other languages
    among them."""

    id: str
    name: str
    region: str
    position: str
    purpose: str
    equipment: list[str]
    side_choice: str
    steps: list[str]
    caution: str
    easier: list[str]
    harder: list[str]
    safety_gates: list[str]
    default_dose: DoseAnswer
    dose_source: str
    figure_url: str
    region_name: str
    purpose_name: str
    dose_text: str
    search_words: list[str]


@router.get("/exercises", response_model=list[LibraryExerciseAnswer])
async def read(caller: Asker) -> Response:
    """Every exercise that may be prescribed, by name."""
    found = await caller.call(exercises.all_exercises)
    language = await caller.language()
    by_name = sorted(found, key=lambda exercise: exercise.name(language).casefold())
    return shapes.answer([exercise_shape(each, translator(language)) for each in by_name])


def figure_url(exercise_id: str, side: Side = Side.NONE, exercise: Exercise | None = None) -> str:
    """Where the figure is; mirrored as needed to show `side` at work.

    Of a clinic's own exercise (give `exercise`) it is the photo, or the still picture of the video.
    """
    if exercise is not None and exercise.media:
        return picture_url(exercise.media[0])
    address = f"/figures/{quote(exercise_id)}.svg"
    is_drawn = exercise is None or exercise.figure is not None
    return f"{address}?side={side.value}" if is_drawn and side in (Side.LEFT, Side.RIGHT) else address


def picture_url(media: Media) -> str:
    """Where a photo is, or the still picture of a video."""
    return f"/figures/{quote(media.id)}.webp"


def video_url(exercise: Exercise | None) -> str | None:
    """Where the video of a clinic's own exercise is, when it has one."""
    videos = [each for each in exercise.media if each.kind is MediaKind.VIDEO] if exercise else []
    return f"/figures/{quote(videos[0].id)}.mp4" if videos else None


def exercise_shape(exercise: Exercise, t: Translator) -> LibraryExerciseAnswer:
    """An exercise as it is answered."""
    language = t.language
    return LibraryExerciseAnswer(
        id=exercise.id,
        name=exercise.name(language),
        region=exercise.region.value,
        position=exercise.position.value,
        purpose=exercise.purpose.value,
        equipment=[each.value for each in exercise.equipment],
        side_choice=exercise.side_choice.value,
        steps=list(exercise.steps(language)),
        caution=exercise.caution(language),
        easier=list(exercise.easier),
        harder=list(exercise.harder),
        safety_gates=[each.value for each in exercise.safety_gates],
        default_dose=_dose(exercise.default_dose),
        dose_source=exercise.dose_source.text,
        figure_url=figure_url(exercise.id, exercise=exercise),
        region_name=regions(t)[exercise.region],
        purpose_name=purposes(t)[exercise.purpose],
        dose_text=dose(t, exercise.prescription(id="", line_id="")),
        search_words=_search_words(exercise),
    )


def _search_words(exercise: Exercise) -> list[str]:
    """Names, parts of the body and purposes in every language."""
    words = []
    for language in LANGUAGES:
        t = translator(language)
        words += [exercise.name(language), regions(t)[exercise.region], purposes(t)[exercise.purpose]]
    return words


def _dose(dose: DefaultDose) -> DoseAnswer:
    return DoseAnswer(
        side=dose.side.value,
        sets=dose.sets,
        reps=dose.reps,
        hold_seconds=dose.hold_seconds,
        duration_minutes=dose.duration_minutes,
        rest_seconds=dose.rest_seconds,
        load=shapes.load(dose.load),
        times_per_day=dose.times_per_day,
        schedule=shapes.schedule(dose.schedule),
    )
