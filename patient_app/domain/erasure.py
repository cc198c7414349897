"""What a deleted account leaves: table by table, column by column.

The law may make a clinic keep its own record of a treatment (HIPAA and the states' laws on medical records set for how
long): what clinicians wrote, decided and signed stays, under a pseudonym. What the patient entered goes.
A test walks every table and fails on one, or on a column, that is not named here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

PATIENT: Final = "<the patient>"
"""In a rule: the id of the patient whose account is deleted."""
NOW: Final = "<now>"
"""In a rule: the instant of the deletion."""


@dataclass(frozen=True, slots=True)
class Gone:
    """Every row of the patient goes. `by`: the columns that name the patient."""

    by: tuple[str, ...] = ("patient_id",)


@dataclass(frozen=True, slots=True)
class Where:
    """Rows whose `column` is (or, with `is_not`, is not) `value`; `None` stands for no value."""

    column: str
    value: Any
    is_not: bool = False


@dataclass(frozen=True, slots=True)
class Stays:
    """Rows of the patient stay, because of `why`.

    `kept`: columns as they are. `redacted`: texts (JSON too) in which the patient's name and address are replaced.
    `emptied`: columns with their new values. `emptied_where`: the same for some rows. `ended`: instants that are set to
    now where there is none yet. `gone`: rows that go all the same. `parent`: (column, table) of the row that belongs to
    the patient, where the table names the patient by nothing of its own.
    """

    why: str
    kept: tuple[str, ...] = ()
    redacted: tuple[str, ...] = ()
    emptied: Mapping[str, Any] = field(default_factory=dict)
    emptied_where: tuple[Where, Mapping[str, Any]] | None = None
    ended: tuple[str, ...] = ()
    gone: Where | None = None
    by: tuple[str, ...] = ("patient_id",)
    parent: tuple[str, str] | None = None

    @property
    def columns(self) -> frozenset[str]:
        """Every column that the rule names."""
        some = self.emptied_where[1] if self.emptied_where else {}
        return frozenset((*self.kept, *self.redacted, *self.emptied, *some, *self.ended))


@dataclass(frozen=True, slots=True)
class OfOthers:
    """Holds no patient's data. `redacted`: texts of clinicians' own (of the patient's clinic), in which somebody may
    have written a name."""

    why: str
    redacted: tuple[str, ...] = ()


Rule = Gone | Stays | OfOthers

CLINICS_RECORD = "the clinic's own record of the treatment"
SIGNED_PAPER = "a signed paper stays as it was signed, word for word"

RULES: Mapping[str, Rule] = {
    # What the patient entered, and what was worked out of it.
    "check_in": Gone(),
    "exercise_log": Gone(),
    "measure_response": Gone(),
    "entry_history": Gone(),
    "activity": Gone(),
    "visit_request": Gone(),
    "course_change": Gone(),
    "course_standing": Gone(),
    "course_checkpoint": Gone(),
    "measure_assignment": Gone(),
    "attention_mark": Gone(),
    "program_draft": Gone(),
    "care_team_member": Gone(),
    "notice": Gone(("person_id", "patient_id")),
    # The ways in, and the ways out.
    "auth_session": Gone(("person_id",)),
    "reset_code": Gone(("person_id",)),
    "invitation": Gone(("person_id",)),
    "share_link": Gone(),
    "calendar_feed": Gone(("person_id",)),
    "record_import": Gone(),
    "imported_record": Gone(),
    "person": Stays(
        "the rows of the clinic's own record name it; its name is a pseudonym",
        by=("id",),
        kept=("id", "clinic_id", "role", "created_at", "pt_centre_id"),
        # `name`, `email`, `time_zone` and `language` get values of their own: see `services/erasure.py`.
        emptied={
            "name": "",
            "email": "",
            "time_zone": "",
            "language": "en",
            "password_hash": None,
            "first_sign_in_on": None,
            "invited_on": None,
            "connect_code": None,
            "monitoring_start": None,
            "self_registered_at": None,
            "deactivated_at": NOW,
            "erased_at": NOW,
        },
    ),
    # What clinicians wrote, decided, measured and signed.
    "episode": Stays(
        CLINICS_RECORD,
        gone=Where("status", "intake"),
        kept=(
            "id", "patient_id", "region", "status", "started_on", "onset_on", "closed_on", "closed_by",
            "closed_reason",
        ),
        redacted=("problem", "closing_note", "final_summary"),
        emptied={"intake": {}, "baseline_pain": None},
    ),
    "share": Stays(
        "it says until when a clinician saw the record: who signed keeps the own copy, and nothing newer",
        kept=("id", "patient_id", "clinician_id", "parts", "since", "until", "handover_id"),
        ended=("revoked_at",),
    ),
    "handover": Stays(
        "it says who looked after the patient, and when",
        kept=(
            "id", "batch_id", "patient_id", "from_id", "to_id", "kind", "parts", "announced_at", "opens_at", "ends_on",
            "agreed_at", "objected_at", "withdrawn_at",
        ),
        emptied={"note": None, "objection_note": None},
    ),
    "pt_order": Stays(
        SIGNED_PAPER,
        gone=Where("signed_at", None),
        kept=(
            "id", "episode_id", "patient_id", "physiatrist_id", "diagnoses", "onset_or_surgery_on", "reason",
            "precautions", "no_known_precautions", "frequency_per_week", "weeks", "evaluate_and_treat", "pt_centre_id",
            "program_recommended", "next_visit_on", "signed_at", "expires_on", "accepted_by", "accepted_at", "status",
            "revision", "number", "renews_id", "precaution_codes", "instructions", "contraindicated",
            "warning_signs_asked_on", "draft", "content_hash", "created_at", "updated_at", "declined_by",
            "declined_at", "cancelled_by", "cancelled_at",
        ),
        redacted=("decline_reason", "cancel_reason"),
    ),
    "progress_report": Stays(
        SIGNED_PAPER,
        gone=Where("signed_at", None),
        kept=(
            "id", "patient_id", "episode_id", "number", "author_id", "period_from", "period_to", "treatment_days",
            "data", "assessment", "plan", "status", "signed_at", "content_hash", "acknowledged_by", "acknowledged_at",
            "decision", "decision_note", "addenda", "kind", "goals", "to_id", "revision", "created_at", "updated_at",
        ),
    ),
    "goal": Stays(
        CLINICS_RECORD,
        kept=(
            "id", "episode_id", "patient_id", "letter", "category", "measure_id", "baseline", "target", "due_on",
            "status", "met_on", "unit", "order_id", "created_by", "created_at",
        ),
        redacted=("description",),
    ),
    "goal_change": Stays(
        CLINICS_RECORD,
        kept=("id", "goal_id", "patient_id", "status", "value", "on", "changed_by", "changed_at"),
        redacted=("note",),
    ),
    "hold": Stays(
        "it says when the program was on hold and who cleared it; the patient's answers go",
        kept=("id", "patient_id", "level", "started_at", "started_on", "started_by", "cleared_at", "cleared_on",
              "cleared_by"),
        redacted=("clear_note", "text_shown", "note"),
        emptied={"check_in_id": None, "answers": {}},
        emptied_where=(Where("started_by", PATIENT), {"text_shown": "", "note": None}),
    ),
    "visit": Stays(
        "visits that were held, and what was decided; others go",
        gone=Where("status", "held", is_not=True),
        kept=(
            "id", "patient_id", "clinician_id", "planned_at", "status", "decision", "kind", "episode_id", "series_id",
            "duration_minutes", "mode", "created_by", "created_at", "status_by", "status_at", "moved_from",
        ),
        redacted=("purpose", "note", "place", "status_reason"),
    ),
    "visit_series": Stays(
        "visits that were held belong to it",
        kept=("id", "patient_id", "clinician_id", "kind", "every_weeks", "local_time", "starts_on", "count",
              "created_by", "created_at"),
        redacted=("purpose",),
        ended=("ended_at",),
    ),
    "program_version": Stays(
        "the program as it was prescribed",
        kept=("id", "patient_id", "episode_id", "version", "effective_from", "published_at", "published_by"),
        redacted=("note",),
    ),
    "prescription": Stays(
        "the program as it was prescribed",
        parent=("program_version_id", "program_version"),
        kept=(
            "id", "program_version_id", "line_id", "position", "exercise_id", "side", "sets", "reps", "hold_seconds",
            "duration_minutes", "rest_seconds", "load", "intensity", "times_per_day", "schedule", "pain_rule",
            "gates_checked",
        ),
        redacted=("tempo", "range_limit", "precautions", "note"),
    ),
    "progression_decision": Stays(
        "what a therapist decided; the logs that it rested on go",
        kept=("id", "patient_id", "line_id", "kind", "decision", "decided_by", "decided_at"),
        redacted=("note",),
        emptied={"evidence": {"logs": []}},
    ),
    "measurement": Stays(
        "measured by clinicians in the clinic",
        kept=(
            "id", "patient_id", "episode_id", "kind", "joint", "movement", "side", "active", "value", "grade", "unit",
            "measured_on", "measured_by", "recorded_at", "replaced_by", "voided_at", "voided_by",
        ),
        redacted=("note", "void_reason"),
    ),
    "journey_entry": Stays(
        "entries of clinicians; the patient's own go",
        gone=Where("author_id", PATIENT),
        kept=(
            "id", "patient_id", "episode_id", "kind", "on", "author_id", "recorded_at", "precision", "replaces_id",
            "replaced_at", "removed_at", "removed_by",
        ),
        redacted=("title", "text", "details", "remove_reason"),
    ),
    "document": Stays(
        "documents that the clinic put into the record; the patient's own go",
        gone=Where("uploaded_by", PATIENT),
        kept=(
            "id", "patient_id", "entry_id", "media_type", "size", "sha256", "content", "uploaded_by", "uploaded_at",
            "removed_at", "removed_by",
        ),
        redacted=("title", "file_name"),
    ),
    "monitoring_minutes": Stays(
        "the clinic's own count of its work",
        kept=(
            "id", "patient_id", "clinician_id", "on", "minutes", "activity", "interactive", "mode", "with_whom",
            "recorded_at", "voided_at", "voided_by",
        ),
        redacted=("note", "void_reason"),
    ),
    "emergency_access": Stays(
        "it says who opened the record without a share, and why",
        kept=("id", "patient_id", "clinician_id", "since", "until", "ended_by"),
        redacted=("reason",),
        ended=("ended_at",),
    ),
    "audit_event": Stays(
        "what was done stays on record; it names people by id alone, and what who opened a link wrote goes",
        kept=(
            "id", "at", "clinic_id", "actor_id", "session_id", "action", "patient_id", "object_kind", "object_id",
        ),
        redacted=("detail",),
        emptied_where=(Where("action", "link.opened"), {"detail": {}}),
    ),
    # Nobody's health data.
    "sign_in_attempt": OfOthers("hashes; those of the account are dropped by the service, others within the hour"),
    "clinic": OfOthers("the clinic's card and settings"),
    "pt_centre": OfOthers("places"),
    "exercise": OfOthers("the clinic's library"),
    "exercise_media": OfOthers("the clinic's library"),
    "clinic_measure": OfOthers("questionnaires without answers"),
    "program_template": OfOthers("templates of clinicians", redacted=("data",)),
    "saved_view": OfOthers("filters of own panels: one may search for a name", redacted=("name", "filters")),
    "system_token": OfOthers("tokens of other systems"),
}  # fmt: skip
