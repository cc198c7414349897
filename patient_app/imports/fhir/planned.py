"""Goal, Appointment and an order of another system: what is planned, and what became of it."""

from patient_app.domain.goals import GoalCategory, GoalStatus
from patient_app.domain.record_import import Day, Draft, Instant, Kind, OfEpisode
from patient_app.imports.fhir.context import Context, draft
from patient_app.imports.fhir.entries import Resource
from patient_app.imports.fhir.values import NotTaken, codings, day_or_none, line, moment, notes, objects, words

_GOAL = {"active": GoalStatus.ACTIVE, "accepted": GoalStatus.ACTIVE, "planned": GoalStatus.ACTIVE,
         "on-hold": GoalStatus.ACTIVE, "cancelled": GoalStatus.DROPPED, "rejected": GoalStatus.DROPPED}  # fmt: skip
_ACHIEVED = {"achieved": GoalStatus.MET, "sustaining": GoalStatus.MET, "not-achieved": GoalStatus.NOT_MET,
             "not-attainable": GoalStatus.NOT_MET}  # fmt: skip
_VISIT = {"booked": "planned", "arrived": "planned", "checked-in": "planned", "pending": "planned",
          "fulfilled": "held", "noshow": "missed", "cancelled": "cancelled"}  # fmt: skip
_CATEGORY_WORDS = (("pain", GoalCategory.PAIN), ("range", GoalCategory.RANGE_OF_MOTION),
                   ("strength", GoalCategory.STRENGTH), ("flexib", GoalCategory.FLEXIBILITY))  # fmt: skip
LONGEST_VISIT = 480


def goal(context: Context, resource: Resource) -> Draft:
    """A Goal becomes a goal of the course of treatment. Raises `NotTaken`."""
    data = resource.data
    context.check_subject(resource, data.get("subject"))
    description = line(words(data.get("description")), 500)
    if not description:
        raise NotTaken("It says nothing (Goal.description).")
    lifecycle = str(data.get("lifecycleStatus"))
    achieved = [code for _, code in codings(data.get("achievementStatus"))]
    status = next((_ACHIEVED[code] for code in achieved if code in _ACHIEVED), _GOAL.get(lifecycle))
    if status is None:
        raise NotTaken(f"Its status is {line(lifecycle, 40)}, and it does not say whether it was met.")
    due = next((each.get("dueDate") for each in objects(data.get("target")) if each.get("dueDate")), None)
    said = f"{' '.join(words(each) for each in objects(data.get('category')))} {description}".casefold()
    values = {
        "episode_id": OfEpisode(),
        "category": next((found for word, found in _CATEGORY_WORDS if word in said), GoalCategory.FUNCTION).value,
        "description": description,
        "due_on": day_or_none(due),
        "status": status.value,
        "met_on": day_or_none(data.get("statusDate")) if status is GoalStatus.MET else None,
        "created_by": context.author(data.get("expressedBy")),
    }
    return draft(resource, Kind.GOAL, f"Goal: {line(description, 80)}", values)


def appointment(context: Context, resource: Resource) -> Draft:
    """An Appointment becomes a visit. Raises `NotTaken`."""
    data = resource.data
    actors = [each.get("actor") for each in objects(data.get("participant"))]
    if not any(context.entries.find(actor) is context.patient for actor in actors):
        raise NotTaken("The patient of this Bundle does not take part (Appointment.participant).")
    status = _VISIT.get(str(data.get("status")))
    if status is None:
        raise NotTaken(f"Its status is {line(data.get('status'), 40)}: no visit is planned by it.")
    start = moment(data.get("start"), "time (Appointment.start)")
    minutes = data.get("minutesDuration")
    clinician = context.author(*(actor for actor in actors if context.entries.find(actor) is not context.patient))
    said = line(data.get("description") or words(next(iter(objects(data.get("serviceType"))), None)), 200)
    values = {
        "clinician_id": clinician,
        "planned_at": Instant(start),
        "status": status,
        "purpose": said or None,
        "kind": "physiatrist" if clinician.profession else "treatment",
        "duration_minutes": minutes if isinstance(minutes, int) and 0 < minutes <= LONGEST_VISIT else None,
        "episode_id": OfEpisode(),
    }
    return draft(resource, Kind.VISIT, f"Visit, {status}{': ' + said if said else ''}", values)


def foreign_order(context: Context, resource: Resource) -> Draft:
    """An order signed elsewhere becomes a referral of the journey: nobody signed it here. Raises `NotTaken`."""
    data = resource.data
    context.check_subject(resource, data.get("subject"))
    if data.get("intent") not in ("order", "original-order", "plan") or data.get("status") not in (
        "active",
        "completed",
        "on-hold",
    ):
        raise NotTaken(f"It is no order in force ({line(data.get('intent'), 40)}, {line(data.get('status'), 40)}).")
    what = words(data.get("code")) or "Order"
    reasons = [words(each) for each in objects(data.get("reasonCode"))]
    values = {
        "kind": "referral",
        "on": Day(moment(data.get("authoredOn"), "date (ServiceRequest.authoredOn)")),
        "title": line(what, 120),
        "text": notes(data) or "",
        "details": {"reason": line("; ".join(filter(None, reasons)), 500)} if any(reasons) else {},
        "author_id": context.author(data.get("requester")),
        "episode_id": OfEpisode(),
    }
    return draft(resource, Kind.JOURNEY, f"Journey: referral, {line(what, 80)}", values)
