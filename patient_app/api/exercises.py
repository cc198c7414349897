"""The exercise library, for the program builder; and where an exercise's figure is."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query
from starlette.responses import Response
from typing_extensions import TypedDict

from patient_app.api import shapes
from patient_app.api.caller import Asker
from patient_app.api.fields import Parameters
from patient_app.content.exercise_library import DefaultDose, Exercise, Media, MediaKind, UsualRange
from patient_app.content.locales import LANGUAGES, translator
from patient_app.domain.program import Side
from patient_app.domain.text import Translator
from patient_app.presenters.dose import dose as dose_in_words
from patient_app.presenters.program import purposes, regions
from patient_app.services import exercises, own_exercises

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


class TextsAnswer(TypedDict):
    """What the exercise says in one language; `dose` is the typical start in words."""

    name: str
    steps: list[str]
    caution: str
    dose: str


class LibraryExerciseAnswer(TypedDict):
    """An exercise in the reader's language, and in each language that it has (`texts`).

    `dose_tag`: V verified in the source itself, V* the dose of a close relative, V2 from a secondary source, G usual
    practice that was not checked, C the clinic's own choice. `usual_range`: [from, to] of what the source gives.
    `own`: of the reader's clinic, its `edition` names what it says now; one that is `retired` may not be prescribed.
    `media`: ids, the one for lists first.
    `search_words`: what else it is found by, its names in other languages among them.
    """

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
    dose_tag: str
    usual_range: dict[str, list[float]]
    figure_url: str
    region_name: str
    purpose_name: str
    search_words: list[str]
    video_url: str | None
    own: bool
    retired: bool
    media: list[str]
    edition: str | None
    texts: dict[str, TextsAnswer]


class FoundExerciseAnswer(TypedDict):
    """What the program builder finds an exercise by and shows of it, in the reader's language.

    `search_words`: names, parts of the body and purposes in every language.
    """

    id: str
    name: str
    region: str
    region_name: str
    purpose: str
    purpose_name: str
    dose_text: str
    figure_url: str
    search_words: list[str]


class LibraryAsked(Parameters):
    """`retired`: with the clinic's own exercises that are offered no more."""

    retired: bool = False


@router.get("/exercises", response_model=list[LibraryExerciseAnswer])
async def read(asked: Annotated[LibraryAsked, Query()], caller: Asker) -> Response:
    """Every exercise that may be prescribed, those of the reader's clinic too, by name."""
    found = await caller.call(exercises.all_exercises, retired=asked.retired)
    language = await caller.language()
    by_name = sorted(found, key=lambda exercise: exercise.name(language).casefold())
    return shapes.answer([exercise_shape(each, translator(language)) for each in by_name])


@router.get("/exercises/index", response_model=list[FoundExerciseAnswer])
async def read_index(caller: Asker) -> Response:
    """Every exercise that may be prescribed, by name, in short: to search in."""
    found = await caller.call(exercises.all_exercises)
    t = await caller.words()
    by_name = sorted(found, key=lambda exercise: exercise.name(t.language).casefold())
    return shapes.answer([_in_short(each, t) for each in by_name])


def _in_short(exercise: Exercise, t: Translator) -> FoundExerciseAnswer:
    return FoundExerciseAnswer(
        id=exercise.id,
        name=exercise.name(t.language),
        region=exercise.region.value,
        region_name=regions(t)[exercise.region],
        purpose=exercise.purpose.value,
        purpose_name=purposes(t)[exercise.purpose],
        dose_text=dose_in_words(t, exercise.prescription(id="", line_id="")),
        figure_url=figure_url(exercise.id, exercise=exercise),
        search_words=_search_words(exercise),
    )


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
        dose_tag=exercise.dose_source.tag,
        usual_range=_usual_range(exercise.usual_range),
        figure_url=figure_url(exercise.id, exercise=exercise),
        region_name=regions(t)[exercise.region],
        purpose_name=purposes(t)[exercise.purpose],
        search_words=_search_words(exercise),
        video_url=video_url(exercise),
        own=exercise.is_own,
        retired=exercise.is_retired,
        edition=own_exercises.edition(exercise),
        media=[each.id for each in exercise.media],
        texts={each: _texts(exercise, each) for each in _languages(exercise)},
    )


def _search_words(exercise: Exercise) -> list[str]:
    """Names, parts of the body and purposes in every language."""
    words = []
    for language in LANGUAGES:
        t = translator(language)
        words += [exercise.name(language), regions(t)[exercise.region], purposes(t)[exercise.purpose]]
    return words


def _languages(exercise: Exercise) -> list[str]:
    """Those that it says anything in; for what it does not say in one of them, English stands there."""
    said = (exercise.names, exercise.step_texts, exercise.caution_text)
    return list(dict.fromkeys(language for each in said for language, _ in each.texts))


def _texts(exercise: Exercise, language: str) -> TextsAnswer:
    return TextsAnswer(
        name=exercise.name(language),
        steps=list(exercise.steps(language)),
        caution=exercise.caution(language),
        dose=dose_in_words(translator(language), exercise.prescription(id="", line_id="")),
    )


def _usual_range(found: UsualRange) -> dict[str, list[float]]:
    return {name: list(bounds) for name in UsualRange.__slots__ if (bounds := getattr(found, name)) is not None}


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
