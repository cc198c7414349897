"""The first schema

Revision ID: 0001
Revises:
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The first schema"""
    op.create_table(
        "audit_event",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("clinic_id", sa.String(), nullable=True),
        sa.Column("actor_id", sa.String(), nullable=True),
        sa.Column("session_id", sa.String(), nullable=True),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("patient_id", sa.String(), nullable=True),
        sa.Column("object_kind", sa.String(), nullable=True),
        sa.Column("object_id", sa.String(), nullable=True),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_event")),
    )
    with op.batch_alter_table("audit_event", schema=None) as batch_op:
        batch_op.create_index("ix_audit_event_patient_at", ["patient_id", "at"], unique=False)
        batch_op.create_index("ix_audit_event_session_action", ["session_id", "action"], unique=False)

    op.create_table(
        "clinic",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("emergency_number", sa.String(), nullable=False),
        sa.Column("time_zone", sa.String(), nullable=False),
        sa.Column("settings", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clinic")),
    )
    op.create_table(
        "sign_in_attempt",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_attempt")),
    )
    with op.batch_alter_table("sign_in_attempt", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_in_attempt_subject"), ["subject"], unique=False)

    op.create_table(
        "pt_centre",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("clinic_id", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("address", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinic.id"], name=op.f("fk_pt_centre_clinic_id_clinic")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pt_centre")),
    )
    with op.batch_alter_table("pt_centre", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pt_centre_clinic_id"), ["clinic_id"], unique=False)

    op.create_table(
        "person",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("clinic_id", sa.String(length=40), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=True),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("time_zone", sa.String(), nullable=False),
        sa.Column("pt_centre_id", sa.String(length=40), nullable=True),
        sa.Column("first_sign_in_on", sa.Date(), nullable=True),
        sa.Column("invited_on", sa.Date(), nullable=True),
        sa.Column("connect_code", sa.String(), nullable=True),
        sa.Column("monitoring_start", sa.Date(), nullable=True),
        sa.Column("deactivated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinic.id"], name=op.f("fk_person_clinic_id_clinic")),
        sa.ForeignKeyConstraint(["pt_centre_id"], ["pt_centre.id"], name=op.f("fk_person_pt_centre_id_pt_centre")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("connect_code", name=op.f("uq_person_connect_code")),
        sa.UniqueConstraint("email", name=op.f("uq_person_email")),
    )
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_person_clinic_id"), ["clinic_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_person_role"), ["role"], unique=False)

    op.create_table(
        "activity",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("patient_id", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("baseline", sa.Integer(), nullable=True),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["patient_id"], ["person.id"], name=op.f("fk_activity_patient_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity")),
    )
    with op.batch_alter_table("activity", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_activity_patient_id"), ["patient_id"], unique=False)

    op.create_table(
        "auth_session",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.String(length=40), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("user_agent", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_auth_session_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_auth_session")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_auth_session_token_hash")),
    )
    with op.batch_alter_table("auth_session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_auth_session_person_id"), ["person_id"], unique=False)

    op.create_table(
        "care_team_member",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("patient_id", sa.String(length=40), nullable=False),
        sa.Column("clinician_id", sa.String(length=40), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["clinician_id"], ["person.id"], name=op.f("fk_care_team_member_clinician_id_person")),
        sa.ForeignKeyConstraint(["patient_id"], ["person.id"], name=op.f("fk_care_team_member_patient_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_care_team_member")),
        sa.UniqueConstraint("patient_id", "clinician_id", name=op.f("uq_care_team_member_patient_id_clinician_id")),
    )
    with op.batch_alter_table("care_team_member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_care_team_member_clinician_id"), ["clinician_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_care_team_member_patient_id"), ["patient_id"], unique=False)

    op.create_table(
        "check_in",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("patient_id", sa.String(length=40), nullable=False),
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.Column("time_zone", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("first_edited_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("clock_adjusted", sa.Boolean(), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("pain_now", sa.Integer(), nullable=True),
        sa.Column("pain_worst", sa.Integer(), nullable=True),
        sa.Column("pain_average", sa.Integer(), nullable=True),
        sa.Column("pain_sites", sa.JSON(), nullable=False),
        sa.Column("activity_ratings", sa.JSON(), nullable=False),
        sa.Column("morning_settled", sa.String(), nullable=True),
        sa.Column("flare", sa.Boolean(), nullable=False),
        sa.Column("sleep", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("warning_signs", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(["patient_id"], ["person.id"], name=op.f("fk_check_in_patient_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_in")),
    )
    with op.batch_alter_table("check_in", schema=None) as batch_op:
        batch_op.create_index("ix_check_in_patient_date", ["patient_id", "local_date"], unique=False)

    op.create_table(
        "entry_history",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("entry_id", sa.String(), nullable=False),
        sa.Column("patient_id", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("change", sa.String(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["patient_id"], ["person.id"], name=op.f("fk_entry_history_patient_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry_history")),
    )
    with op.batch_alter_table("entry_history", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_entry_history_entry_id"), ["entry_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_entry_history_patient_id"), ["patient_id"], unique=False)

    op.create_table(
        "episode",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("patient_id", sa.String(length=40), nullable=False),
        sa.Column("problem", sa.String(), nullable=False),
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("onset_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("intake", sa.JSON(), nullable=False),
        sa.Column("baseline_pain", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(["patient_id"], ["person.id"], name=op.f("fk_episode_patient_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_episode")),
    )
    with op.batch_alter_table("episode", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_episode_patient_id"), ["patient_id"], unique=False)

    op.create_table(
        "exercise",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("clinic_id", sa.String(length=40), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("created_by", sa.String(length=40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinic.id"], name=op.f("fk_exercise_clinic_id_clinic")),
        sa.ForeignKeyConstraint(["created_by"], ["person.id"], name=op.f("fk_exercise_created_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exercise")),
    )
    with op.batch_alter_table("exercise", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_exercise_clinic_id"), ["clinic_id"], unique=False)

    op.create_table(
        "hold",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("patient_id", sa.String(length=40), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("started_by", sa.String(length=40), nullable=False),
        sa.Column("check_in_id", sa.String(), nullable=True),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("text_shown", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("cleared_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cleared_on", sa.Date(), nullable=True),
        sa.Column("cleared_by", sa.String(length=40), nullable=True),
        sa.Column("clear_note", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["cleared_by"], ["person.id"], name=op.f("fk_hold_cleared_by_person")),
        sa.ForeignKeyConstraint(["patient_id"], ["person.id"], name=op.f("fk_hold_patient_id_person")),
        sa.ForeignKeyConstraint(["started_by"], ["person.id"], name=op.f("fk_hold_started_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hold")),
    )
    with op.batch_alter_table("hold", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hold_patient_id"), ["patient_id"], unique=False)

    op.create_table(
        "invitation",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("clinic_id", sa.String(length=40), nullable=False),
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(length=40), nullable=True),
        sa.Column("care_team", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.String(length=40), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinic.id"], name=op.f("fk_invitation_clinic_id_clinic")),
        sa.ForeignKeyConstraint(["created_by"], ["person.id"], name=op.f("fk_invitation_created_by_person")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_invitation_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_invitation_code_hash")),
    )
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invitation_clinic_id"), ["clinic_id"], unique=False)

    op.create_table(
        "measure_response",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("patient_id", sa.String(length=40), nullable=False),
        sa.Column("measure_id", sa.String(), nullable=False),
        sa.Column("measure_version", sa.String(), nullable=False),
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.Column("time_zone", sa.String(), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("first_edited_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("clock_adjusted", sa.Boolean(), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("scoring_version", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["patient_id"], ["person.id"], name=op.f("fk_measure_response_patient_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measure_response")),
    )
    with op.batch_alter_table("measure_response", schema=None) as batch_op:
        batch_op.create_index("ix_measure_response_patient_date", ["patient_id", "local_date"], unique=False)

    op.create_table(
        "reset_code",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.String(length=40), nullable=False),
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_reset_code_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reset_code")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_reset_code_code_hash")),
    )
    with op.batch_alter_table("reset_code", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reset_code_person_id"), ["person_id"], unique=False)

    op.create_table(
        "share",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("patient_id", sa.String(length=40), nullable=False),
        sa.Column("clinician_id", sa.String(length=40), nullable=False),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["clinician_id"], ["person.id"], name=op.f("fk_share_clinician_id_person")),
        sa.ForeignKeyConstraint(["patient_id"], ["person.id"], name=op.f("fk_share_patient_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_share")),
    )
    with op.batch_alter_table("share", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_share_clinician_id"), ["clinician_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_share_patient_id"), ["patient_id"], unique=False)

    op.create_table(
        "visit",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("patient_id", sa.String(length=40), nullable=False),
        sa.Column("clinician_id", sa.String(length=40), nullable=False),
        sa.Column("planned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=True),
        sa.Column("decision", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["clinician_id"], ["person.id"], name=op.f("fk_visit_clinician_id_person")),
        sa.ForeignKeyConstraint(["patient_id"], ["person.id"], name=op.f("fk_visit_patient_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit")),
    )
    with op.batch_alter_table("visit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_visit_clinician_id"), ["clinician_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_visit_patient_id"), ["patient_id"], unique=False)

    op.create_table(
        "goal",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("episode_id", sa.String(length=40), nullable=False),
        sa.Column("patient_id", sa.String(length=40), nullable=False),
        sa.Column("letter", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("measure_id", sa.String(), nullable=True),
        sa.Column("baseline", sa.Float(), nullable=True),
        sa.Column("target", sa.Float(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("met_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["episode_id"], ["episode.id"], name=op.f("fk_goal_episode_id_episode")),
        sa.ForeignKeyConstraint(["patient_id"], ["person.id"], name=op.f("fk_goal_patient_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goal")),
        sa.UniqueConstraint("episode_id", "letter", name=op.f("uq_goal_episode_id_letter")),
    )
    with op.batch_alter_table("goal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_goal_episode_id"), ["episode_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_goal_patient_id"), ["patient_id"], unique=False)

    op.create_table(
        "journey_entry",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("patient_id", sa.String(length=40), nullable=False),
        sa.Column("episode_id", sa.String(length=40), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("author_id", sa.String(length=40), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_journey_entry_author_id_person")),
        sa.ForeignKeyConstraint(["episode_id"], ["episode.id"], name=op.f("fk_journey_entry_episode_id_episode")),
        sa.ForeignKeyConstraint(["patient_id"], ["person.id"], name=op.f("fk_journey_entry_patient_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journey_entry")),
    )
    with op.batch_alter_table("journey_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_journey_entry_patient_id"), ["patient_id"], unique=False)

    op.create_table(
        "measurement",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("patient_id", sa.String(length=40), nullable=False),
        sa.Column("episode_id", sa.String(length=40), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("joint", sa.String(), nullable=True),
        sa.Column("movement", sa.String(), nullable=True),
        sa.Column("side", sa.String(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=True),
        sa.Column("value", sa.Float(), nullable=True),
        sa.Column("grade", sa.String(), nullable=True),
        sa.Column("unit", sa.String(), nullable=True),
        sa.Column("measured_on", sa.Date(), nullable=False),
        sa.Column("measured_by", sa.String(length=40), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("replaced_by", sa.String(), nullable=True),
        sa.Column("void_reason", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["episode_id"], ["episode.id"], name=op.f("fk_measurement_episode_id_episode")),
        sa.ForeignKeyConstraint(["measured_by"], ["person.id"], name=op.f("fk_measurement_measured_by_person")),
        sa.ForeignKeyConstraint(["patient_id"], ["person.id"], name=op.f("fk_measurement_patient_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measurement")),
    )
    with op.batch_alter_table("measurement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_measurement_patient_id"), ["patient_id"], unique=False)

    op.create_table(
        "program_version",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("patient_id", sa.String(length=40), nullable=False),
        sa.Column("episode_id", sa.String(length=40), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_by", sa.String(length=40), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["episode_id"], ["episode.id"], name=op.f("fk_program_version_episode_id_episode")),
        sa.ForeignKeyConstraint(["patient_id"], ["person.id"], name=op.f("fk_program_version_patient_id_person")),
        sa.ForeignKeyConstraint(["published_by"], ["person.id"], name=op.f("fk_program_version_published_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_program_version")),
        sa.UniqueConstraint("patient_id", "version", name=op.f("uq_program_version_patient_id_version")),
    )
    with op.batch_alter_table("program_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_program_version_patient_id"), ["patient_id"], unique=False)

    op.create_table(
        "progress_report",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("patient_id", sa.String(length=40), nullable=False),
        sa.Column("episode_id", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("author_id", sa.String(length=40), nullable=False),
        sa.Column("period_from", sa.Date(), nullable=False),
        sa.Column("period_to", sa.Date(), nullable=False),
        sa.Column("treatment_days", sa.Integer(), nullable=True),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("assessment", sa.String(), nullable=False),
        sa.Column("plan", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("content_hash", sa.String(), nullable=True),
        sa.Column("acknowledged_by", sa.String(length=40), nullable=True),
        sa.Column("acknowledged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decision", sa.String(), nullable=True),
        sa.Column("decision_note", sa.String(), nullable=True),
        sa.Column("addenda", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["acknowledged_by"], ["person.id"], name=op.f("fk_progress_report_acknowledged_by_person")
        ),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_progress_report_author_id_person")),
        sa.ForeignKeyConstraint(["episode_id"], ["episode.id"], name=op.f("fk_progress_report_episode_id_episode")),
        sa.ForeignKeyConstraint(["patient_id"], ["person.id"], name=op.f("fk_progress_report_patient_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_progress_report")),
        sa.UniqueConstraint("episode_id", "number", name=op.f("uq_progress_report_episode_id_number")),
    )
    with op.batch_alter_table("progress_report", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_progress_report_episode_id"), ["episode_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_progress_report_patient_id"), ["patient_id"], unique=False)

    op.create_table(
        "pt_order",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("episode_id", sa.String(length=40), nullable=False),
        sa.Column("patient_id", sa.String(length=40), nullable=False),
        sa.Column("physiatrist_id", sa.String(length=40), nullable=False),
        sa.Column("diagnoses", sa.JSON(), nullable=False),
        sa.Column("onset_or_surgery_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("precautions", sa.JSON(), nullable=False),
        sa.Column("no_known_precautions", sa.Boolean(), nullable=False),
        sa.Column("frequency_per_week", sa.Integer(), nullable=False),
        sa.Column("weeks", sa.Integer(), nullable=False),
        sa.Column("evaluate_and_treat", sa.Boolean(), nullable=False),
        sa.Column("pt_centre_id", sa.String(length=40), nullable=True),
        sa.Column("program_recommended", sa.String(), nullable=True),
        sa.Column("next_visit_on", sa.Date(), nullable=True),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("accepted_by", sa.String(length=40), nullable=True),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["accepted_by"], ["person.id"], name=op.f("fk_pt_order_accepted_by_person")),
        sa.ForeignKeyConstraint(["episode_id"], ["episode.id"], name=op.f("fk_pt_order_episode_id_episode")),
        sa.ForeignKeyConstraint(["patient_id"], ["person.id"], name=op.f("fk_pt_order_patient_id_person")),
        sa.ForeignKeyConstraint(["physiatrist_id"], ["person.id"], name=op.f("fk_pt_order_physiatrist_id_person")),
        sa.ForeignKeyConstraint(["pt_centre_id"], ["pt_centre.id"], name=op.f("fk_pt_order_pt_centre_id_pt_centre")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pt_order")),
    )
    with op.batch_alter_table("pt_order", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pt_order_episode_id"), ["episode_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pt_order_patient_id"), ["patient_id"], unique=False)

    op.create_table(
        "prescription",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("program_version_id", sa.String(length=40), nullable=False),
        sa.Column("line_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("exercise_id", sa.String(), nullable=False),
        sa.Column("side", sa.String(), nullable=False),
        sa.Column("sets", sa.Integer(), nullable=False),
        sa.Column("reps", sa.Integer(), nullable=True),
        sa.Column("hold_seconds", sa.Integer(), nullable=True),
        sa.Column("duration_minutes", sa.Float(), nullable=True),
        sa.Column("rest_seconds", sa.Integer(), nullable=True),
        sa.Column("load", sa.JSON(), nullable=True),
        sa.Column("tempo", sa.String(), nullable=True),
        sa.Column("intensity", sa.Integer(), nullable=True),
        sa.Column("range_limit", sa.String(), nullable=True),
        sa.Column("times_per_day", sa.Integer(), nullable=False),
        sa.Column("schedule", sa.JSON(), nullable=False),
        sa.Column("pain_rule", sa.JSON(), nullable=True),
        sa.Column("precautions", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["program_version_id"],
            ["program_version.id"],
            name=op.f("fk_prescription_program_version_id_program_version"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prescription")),
    )
    with op.batch_alter_table("prescription", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_prescription_line_id"), ["line_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_prescription_program_version_id"), ["program_version_id"], unique=False)

    op.create_table(
        "exercise_log",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("patient_id", sa.String(length=40), nullable=False),
        sa.Column("prescription_id", sa.String(length=40), nullable=False),
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.Column("time_zone", sa.String(), nullable=False),
        sa.Column("performed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("first_edited_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("clock_adjusted", sa.Boolean(), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("sets_done", sa.Integer(), nullable=True),
        sa.Column("reps_done", sa.Integer(), nullable=True),
        sa.Column("hold_seconds", sa.Integer(), nullable=True),
        sa.Column("duration_minutes", sa.Float(), nullable=True),
        sa.Column("load", sa.JSON(), nullable=True),
        sa.Column("side", sa.String(), nullable=True),
        sa.Column("pain_during", sa.Integer(), nullable=True),
        sa.Column("effort", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("not_done_reason", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["patient_id"], ["person.id"], name=op.f("fk_exercise_log_patient_id_person")),
        sa.ForeignKeyConstraint(
            ["prescription_id"], ["prescription.id"], name=op.f("fk_exercise_log_prescription_id_prescription")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exercise_log")),
    )
    with op.batch_alter_table("exercise_log", schema=None) as batch_op:
        batch_op.create_index("ix_exercise_log_patient_date", ["patient_id", "local_date"], unique=False)


def downgrade() -> None:
    """Undo: The first schema"""
    with op.batch_alter_table("exercise_log", schema=None) as batch_op:
        batch_op.drop_index("ix_exercise_log_patient_date")

    op.drop_table("exercise_log")
    with op.batch_alter_table("prescription", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_prescription_program_version_id"))
        batch_op.drop_index(batch_op.f("ix_prescription_line_id"))

    op.drop_table("prescription")
    with op.batch_alter_table("pt_order", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pt_order_patient_id"))
        batch_op.drop_index(batch_op.f("ix_pt_order_episode_id"))

    op.drop_table("pt_order")
    with op.batch_alter_table("progress_report", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_progress_report_patient_id"))
        batch_op.drop_index(batch_op.f("ix_progress_report_episode_id"))

    op.drop_table("progress_report")
    with op.batch_alter_table("program_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_program_version_patient_id"))

    op.drop_table("program_version")
    with op.batch_alter_table("measurement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_measurement_patient_id"))

    op.drop_table("measurement")
    with op.batch_alter_table("journey_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_journey_entry_patient_id"))

    op.drop_table("journey_entry")
    with op.batch_alter_table("goal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_goal_patient_id"))
        batch_op.drop_index(batch_op.f("ix_goal_episode_id"))

    op.drop_table("goal")
    with op.batch_alter_table("visit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_visit_patient_id"))
        batch_op.drop_index(batch_op.f("ix_visit_clinician_id"))

    op.drop_table("visit")
    with op.batch_alter_table("share", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_share_patient_id"))
        batch_op.drop_index(batch_op.f("ix_share_clinician_id"))

    op.drop_table("share")
    with op.batch_alter_table("reset_code", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_reset_code_person_id"))

    op.drop_table("reset_code")
    with op.batch_alter_table("measure_response", schema=None) as batch_op:
        batch_op.drop_index("ix_measure_response_patient_date")

    op.drop_table("measure_response")
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_invitation_clinic_id"))

    op.drop_table("invitation")
    with op.batch_alter_table("hold", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hold_patient_id"))

    op.drop_table("hold")
    with op.batch_alter_table("exercise", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_exercise_clinic_id"))

    op.drop_table("exercise")
    with op.batch_alter_table("episode", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_episode_patient_id"))

    op.drop_table("episode")
    with op.batch_alter_table("entry_history", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_entry_history_patient_id"))
        batch_op.drop_index(batch_op.f("ix_entry_history_entry_id"))

    op.drop_table("entry_history")
    with op.batch_alter_table("check_in", schema=None) as batch_op:
        batch_op.drop_index("ix_check_in_patient_date")

    op.drop_table("check_in")
    with op.batch_alter_table("care_team_member", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_care_team_member_patient_id"))
        batch_op.drop_index(batch_op.f("ix_care_team_member_clinician_id"))

    op.drop_table("care_team_member")
    with op.batch_alter_table("auth_session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_auth_session_person_id"))

    op.drop_table("auth_session")
    with op.batch_alter_table("activity", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_activity_patient_id"))

    op.drop_table("activity")
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_person_role"))
        batch_op.drop_index(batch_op.f("ix_person_clinic_id"))

    op.drop_table("person")
    with op.batch_alter_table("pt_centre", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pt_centre_clinic_id"))

    op.drop_table("pt_centre")
    with op.batch_alter_table("sign_in_attempt", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_attempt_subject"))

    op.drop_table("sign_in_attempt")
    op.drop_table("clinic")
    with op.batch_alter_table("audit_event", schema=None) as batch_op:
        batch_op.drop_index("ix_audit_event_session_action")
        batch_op.drop_index("ix_audit_event_patient_at")

    op.drop_table("audit_event")
