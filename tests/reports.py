"""A course of treatment with progress reports, for the tests: Ana's, with the cast of `tests/builders.py`."""

from datetime import timedelta

from patient_app.domain.goals import GoalCategory
from patient_app.domain.reports import GoalWord, ReportKind
from patient_app.services import episodes, goals, report_drafts, report_signing, reports
from patient_app.services.actor import Actor, Operator
from patient_app.services.goals import GoalDraft
from patient_app.services.report_drafts import Words
from patient_app.services.reports import GoalSaid, Report
from patient_app.store.tables import Person, Visit
from patient_app.store.unit import Unit
from tests.builders import Cast, Someone

OWN = Words(
    "Moves with less guarding, stairs still hurt.",
    "Add step-ups, see her twice a week.",
    "PT, DPT",
    {"A": GoalSaid(GoalWord.ACTIVE), "B": GoalSaid(GoalWord.ACTIVE)},
)


def a_course(cast: Cast) -> Cast:
    """Ana's course began 20 days ago with the first treatment day; three of them so far, two goals, some entries."""
    clinic = cast.clinic

    def begin(operator: Operator, unit: Unit) -> None:
        patient = unit.session.get(Person, cast.ana.id)
        assert patient is not None
        episode = episodes.begin(unit, patient, "Low back pain", "back")
        episode.started_on = clinic.days_ago(20)
        unit.session.add(episode)
        unit.session.flush()
        actor = Actor(cast.paul.id, cast.paul.role, clinic.id, cast.paul.name, "en", "UTC", "s")
        pain = GoalDraft(GoalCategory.PAIN, "Worst pain 3 or less", "nprs-worst-24h", 7, 3)
        goals.add(actor, unit, episode, [pain, a_goal("Climb the stairs")])
        for days in (20, 13, 6):
            held = clinic.clock.now - timedelta(days=days)
            unit.session.add(
                Visit(
                    patient_id=patient.id, clinician_id=cast.paul.id, planned_at=held, status="held", kind="treatment"
                )
            )

    clinic.door.operate(begin)
    cast.ana.logs(cast.ana.line("bridge"), pain_during=2)
    for days, worst in ((3, 7), (2, 6), (1, 5), (0, 4)):
        cast.ana.checks_in(clinic.days_ago(days), pain_worst=worst)
    return cast


def a_goal(words: str) -> GoalDraft:
    return GoalDraft(GoalCategory.FUNCTION, words, target=8, unit="of 10")


def a_draft(cast: Cast, by: Someone | None = None, kind: ReportKind = ReportKind.PROGRESS) -> Report:
    """A draft of Paul's, or of somebody else."""
    who = by or cast.paul
    return who.call(reports.report, cast.ana.id, who.call(report_drafts.start, cast.ana.id, kind))


def a_signed_report(cast: Cast, words: Words = OWN) -> Report:
    """A report that Paul signed, sent to Dora."""
    draft = a_draft(cast)
    return cast.paul.call(report_signing.sign, draft.id, draft.revision, words=words)
