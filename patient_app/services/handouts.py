"""The printable program: everything that goes on the paper, in one reading, audited as a download."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from patient_app.content.exercise_library import Exercise
from patient_app.content.warning_sign_lists import WarningQuestion
from patient_app.domain.people import SharePart
from patient_app.services import audit, clinics, exercises, holds, media, patients, policy, programs
from patient_app.services.actor import Actor
from patient_app.services.clinics import ClinicCard
from patient_app.services.programs import Program
from patient_app.services.reading import reads
from patient_app.store.queries import care, people
from patient_app.store.unit import Unit


class Paper(StrEnum):
    """The sheet to print on."""

    LETTER = "letter"
    A4 = "a4"


@dataclass(frozen=True, slots=True)
class Handout:
    """A version of a program for paper. `language` is the patient's; `exercises` has those of the program by id,
    `photos` (WebP) what shows the clinic's own, by the id of the photo or video.

    `on_hold`: the program is on hold now. `signs` are the warning signs that this patient is asked about.
    """

    patient_name: str
    language: str
    today: date
    program: Program
    exercises: Mapping[str, Exercise]
    clinic: ClinicCard
    paper: Paper
    on_hold: bool
    signs: tuple[WarningQuestion, ...]
    photos: Mapping[str, bytes] = field(default_factory=dict)


@reads
def handout(actor: Actor, unit: Unit, patient_id: str, version: int | None = None) -> Handout:
    """The newest version of a program, or the one asked for, to be printed. Raises `NotFound` when there is none."""
    patient = policy.open_record(actor, unit, patient_id, SharePart.PROGRAM)
    program = programs.program(actor, unit, patient_id, version)
    number = program.version.version
    audit.record(actor, unit, "handout.downloaded", patient_id=patient_id, kind="program", version=number)
    ids = [line.exercise_id for line in program.version.prescriptions]
    known = exercises.catalogue(unit, patient.clinic_id, ids)
    shown = [known[id].media[0] for id in ids if id in known and known[id].media]
    return Handout(
        patient_name=patient.name,
        language=patient.language,
        today=patients.today(unit, patient),
        program=program,
        exercises={id: known[id] for id in ids if id in known},
        photos={each.id: media.picture_of(unit, patient.clinic_id, each.id) for each in shown},
        clinic=clinics.card_of(unit, patient.clinic_id),
        paper=paper_of(unit, patient.clinic_id),
        on_hold=care.open_hold(unit.session, patient_id) is not None,
        signs=holds.questions(unit, patient_id),
    )


def paper_of(unit: Unit, clinic_id: str) -> Paper:
    """The clinic's paper, US Letter unless it chose another. Asks no policy."""
    chosen = people.clinic(unit.session, clinic_id).settings.get("paper")
    return Paper(chosen) if chosen in list(Paper) else Paper.LETTER
