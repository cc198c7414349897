"""Who people are and what a patient may share. The terms are the contract of the API."""

from enum import StrEnum


class Role(StrEnum):
    """What a person does here; one each."""

    PATIENT = "patient"
    PHYSICAL_THERAPIST = "physical_therapist"
    PHYSIATRIST = "physiatrist"
    ADMINISTRATOR = "administrator"

    @property
    def is_clinician(self) -> bool:
        """Physical therapist or physiatrist."""
        return self in (Role.PHYSICAL_THERAPIST, Role.PHYSIATRIST)


class SharePart(StrEnum):
    """What a share opens: program (program, logs, adherence, holds), pain (check-ins, warning signs),
    measures (measures, range of motion, strength, goals), journey (intake, documents, orders, reports, visits)."""

    PROGRAM = "program"
    PAIN = "pain"
    MEASURES = "measures"
    JOURNEY = "journey"


ALL_PARTS: frozenset[SharePart] = frozenset(SharePart)
