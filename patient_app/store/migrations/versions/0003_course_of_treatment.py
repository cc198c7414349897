"""Orders, goals, visits, reports and the journey as they are worked with; handovers, notices, a clinician's own panel

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What the course of treatment keeps"""
    op.create_table(
        "attention_mark",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("patient_id", sa.String(length=40), nullable=False),
        sa.Column("clinician_id", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["clinician_id"], ["person.id"], name=op.f("fk_attention_mark_clinician_id_person")),
        sa.ForeignKeyConstraint(["patient_id"], ["person.id"], name=op.f("fk_attention_mark_patient_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attention_mark")),
    )
    with op.batch_alter_table("attention_mark", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attention_mark_clinician_id"), ["clinician_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_attention_mark_patient_id"), ["patient_id"], unique=False)

    op.create_table(
        "handover",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("batch_id", sa.String(length=40), nullable=False),
        sa.Column("patient_id", sa.String(length=40), nullable=False),
        sa.Column("from_id", sa.String(length=40), nullable=False),
        sa.Column("to_id", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("announced_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("objected_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("objection_note", sa.String(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["from_id"], ["person.id"], name=op.f("fk_handover_from_id_person")),
        sa.ForeignKeyConstraint(["patient_id"], ["person.id"], name=op.f("fk_handover_patient_id_person")),
        sa.ForeignKeyConstraint(["to_id"], ["person.id"], name=op.f("fk_handover_to_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover")),
    )
    with op.batch_alter_table("handover", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_handover_batch_id"), ["batch_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_handover_from_id"), ["from_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_handover_patient_id"), ["patient_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_handover_to_id"), ["to_id"], unique=False)

    op.create_table(
        "monitoring_minutes",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("patient_id", sa.String(length=40), nullable=False),
        sa.Column("clinician_id", sa.String(length=40), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("activity", sa.String(), nullable=False),
        sa.Column("interactive", sa.Boolean(), nullable=False),
        sa.Column("mode", sa.String(), nullable=True),
        sa.Column("with_whom", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("voided_by", sa.String(length=40), nullable=True),
        sa.Column("void_reason", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["clinician_id"], ["person.id"], name=op.f("fk_monitoring_minutes_clinician_id_person")
        ),
        sa.ForeignKeyConstraint(["patient_id"], ["person.id"], name=op.f("fk_monitoring_minutes_patient_id_person")),
        sa.ForeignKeyConstraint(["voided_by"], ["person.id"], name=op.f("fk_monitoring_minutes_voided_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_monitoring_minutes")),
    )
    with op.batch_alter_table("monitoring_minutes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_monitoring_minutes_patient_id"), ["patient_id"], unique=False)

    op.create_table(
        "notice",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("patient_id", sa.String(length=40), nullable=True),
        sa.Column("object_id", sa.String(), nullable=True),
        sa.Column("params", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["patient_id"], ["person.id"], name=op.f("fk_notice_patient_id_person")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_notice_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
    )
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.create_index("ix_notice_person_seen", ["person_id", "seen_at"], unique=False)

    op.create_table(
        "saved_view",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("filters", sa.JSON(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_saved_view_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_view")),
        sa.UniqueConstraint("person_id", "name", name=op.f("uq_saved_view_person_id_name")),
    )
    with op.batch_alter_table("saved_view", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_saved_view_person_id"), ["person_id"], unique=False)

    op.create_table(
        "visit_series",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("patient_id", sa.String(length=40), nullable=False),
        sa.Column("clinician_id", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("every_weeks", sa.Integer(), nullable=False),
        sa.Column("local_time", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=True),
        sa.Column("created_by", sa.String(length=40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["clinician_id"], ["person.id"], name=op.f("fk_visit_series_clinician_id_person")),
        sa.ForeignKeyConstraint(["created_by"], ["person.id"], name=op.f("fk_visit_series_created_by_person")),
        sa.ForeignKeyConstraint(["patient_id"], ["person.id"], name=op.f("fk_visit_series_patient_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_series")),
    )
    with op.batch_alter_table("visit_series", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_visit_series_patient_id"), ["patient_id"], unique=False)

    op.create_table(
        "document",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("patient_id", sa.String(length=40), nullable=False),
        sa.Column("entry_id", sa.String(length=40), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("uploaded_by", sa.String(length=40), nullable=False),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_by", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(["entry_id"], ["journey_entry.id"], name=op.f("fk_document_entry_id_journey_entry")),
        sa.ForeignKeyConstraint(["patient_id"], ["person.id"], name=op.f("fk_document_patient_id_person")),
        sa.ForeignKeyConstraint(["removed_by"], ["person.id"], name=op.f("fk_document_removed_by_person")),
        sa.ForeignKeyConstraint(["uploaded_by"], ["person.id"], name=op.f("fk_document_uploaded_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
    )
    with op.batch_alter_table("document", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_document_entry_id"), ["entry_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_document_patient_id"), ["patient_id"], unique=False)

    op.create_table(
        "visit_request",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("visit_id", sa.String(length=40), nullable=False),
        sa.Column("patient_id", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("wishes", sa.JSON(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("answered_by", sa.String(length=40), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer_note", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["answered_by"], ["person.id"], name=op.f("fk_visit_request_answered_by_person")),
        sa.ForeignKeyConstraint(["patient_id"], ["person.id"], name=op.f("fk_visit_request_patient_id_person")),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_visit_request_visit_id_visit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_request")),
    )
    with op.batch_alter_table("visit_request", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_visit_request_patient_id"), ["patient_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_visit_request_visit_id"), ["visit_id"], unique=False)

    op.create_table(
        "goal_change",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("goal_id", sa.String(length=40), nullable=False),
        sa.Column("patient_id", sa.String(length=40), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("value", sa.Float(), nullable=True),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("changed_by", sa.String(length=40), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["changed_by"], ["person.id"], name=op.f("fk_goal_change_changed_by_person")),
        sa.ForeignKeyConstraint(["goal_id"], ["goal.id"], name=op.f("fk_goal_change_goal_id_goal")),
        sa.ForeignKeyConstraint(["patient_id"], ["person.id"], name=op.f("fk_goal_change_patient_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goal_change")),
    )
    with op.batch_alter_table("goal_change", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_goal_change_goal_id"), ["goal_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_goal_change_patient_id"), ["patient_id"], unique=False)

    with op.batch_alter_table("episode", schema=None) as batch_op:
        batch_op.add_column(sa.Column("closed_by", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("closed_reason", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("closing_note", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("final_summary", sa.JSON(), nullable=False, server_default="{}"))
        batch_op.create_foreign_key(batch_op.f("fk_episode_closed_by_person"), "person", ["closed_by"], ["id"])

    with op.batch_alter_table("goal", schema=None) as batch_op:
        batch_op.add_column(sa.Column("unit", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("order_id", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("created_by", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("created_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_goal_created_by_person"), "person", ["created_by"], ["id"])
        batch_op.create_foreign_key(batch_op.f("fk_goal_order_id_pt_order"), "pt_order", ["order_id"], ["id"])

    with op.batch_alter_table("journey_entry", schema=None) as batch_op:
        batch_op.add_column(sa.Column("precision", sa.String(), nullable=False, server_default="day"))
        batch_op.add_column(sa.Column("replaces_id", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("removed_by", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("remove_reason", sa.String(), nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_journey_entry_removed_by_person"), "person", ["removed_by"], ["id"])
        batch_op.create_foreign_key(
            batch_op.f("fk_journey_entry_replaces_id_journey_entry"), "journey_entry", ["replaces_id"], ["id"]
        )

    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.add_column(sa.Column("self_registered_at", sa.DateTime(timezone=True), nullable=True))

    with op.batch_alter_table("progress_report", schema=None) as batch_op:
        batch_op.add_column(sa.Column("kind", sa.String(), nullable=False, server_default="progress"))
        batch_op.add_column(sa.Column("goals", sa.JSON(), nullable=False, server_default="{}"))
        batch_op.add_column(sa.Column("to_id", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("revision", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("created_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_progress_report_to_id_person"), "person", ["to_id"], ["id"])

    with op.batch_alter_table("pt_centre", schema=None) as batch_op:
        batch_op.add_column(sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True))

    with op.batch_alter_table("pt_order", schema=None) as batch_op:
        batch_op.add_column(sa.Column("status", sa.String(), nullable=False, server_default="signed"))
        batch_op.add_column(sa.Column("revision", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("number", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("renews_id", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("precaution_codes", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("instructions", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("contraindicated", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("warning_signs_asked_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("draft", sa.JSON(), nullable=False, server_default="{}"))
        batch_op.add_column(sa.Column("content_hash", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("created_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("declined_by", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("declined_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("decline_reason", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("cancelled_by", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("cancel_reason", sa.String(), nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_pt_order_declined_by_person"), "person", ["declined_by"], ["id"])
        batch_op.create_foreign_key(batch_op.f("fk_pt_order_renews_id_pt_order"), "pt_order", ["renews_id"], ["id"])
        batch_op.create_foreign_key(batch_op.f("fk_pt_order_cancelled_by_person"), "person", ["cancelled_by"], ["id"])

    with op.batch_alter_table("share", schema=None) as batch_op:
        batch_op.add_column(sa.Column("handover_id", sa.String(length=40), nullable=True))
        batch_op.create_index(batch_op.f("ix_share_handover_id"), ["handover_id"], unique=False)
        batch_op.create_foreign_key(batch_op.f("fk_share_handover_id_handover"), "handover", ["handover_id"], ["id"])

    with op.batch_alter_table("visit", schema=None) as batch_op:
        batch_op.add_column(sa.Column("kind", sa.String(), nullable=False, server_default="physiatrist"))
        batch_op.add_column(sa.Column("episode_id", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("series_id", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("duration_minutes", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("mode", sa.String(), nullable=False, server_default="in_person"))
        batch_op.add_column(sa.Column("place", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("created_by", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("created_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("status_by", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("status_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("status_reason", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("moved_from", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_index(batch_op.f("ix_visit_series_id"), ["series_id"], unique=False)
        batch_op.create_foreign_key(batch_op.f("fk_visit_episode_id_episode"), "episode", ["episode_id"], ["id"])
        batch_op.create_foreign_key(batch_op.f("fk_visit_created_by_person"), "person", ["created_by"], ["id"])
        batch_op.create_foreign_key(batch_op.f("fk_visit_status_by_person"), "person", ["status_by"], ["id"])
        batch_op.create_foreign_key(
            batch_op.f("fk_visit_series_id_visit_series"), "visit_series", ["series_id"], ["id"]
        )

    # Until now a visit with a physical therapist was a treatment by whose it was.
    op.execute(
        "UPDATE visit SET kind = 'treatment' WHERE clinician_id IN "
        "(SELECT id FROM person WHERE role = 'physical_therapist')"
    )
    op.execute("UPDATE pt_order SET status = 'draft' WHERE signed_at IS NULL")


def downgrade() -> None:
    """Back to the PT's workshop"""
    with op.batch_alter_table("visit", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_visit_series_id_visit_series"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_visit_status_by_person"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_visit_created_by_person"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_visit_episode_id_episode"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_visit_series_id"))
        batch_op.drop_column("moved_from")
        batch_op.drop_column("status_reason")
        batch_op.drop_column("status_at")
        batch_op.drop_column("status_by")
        batch_op.drop_column("created_at")
        batch_op.drop_column("created_by")
        batch_op.drop_column("place")
        batch_op.drop_column("mode")
        batch_op.drop_column("duration_minutes")
        batch_op.drop_column("series_id")
        batch_op.drop_column("episode_id")
        batch_op.drop_column("kind")

    with op.batch_alter_table("share", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_share_handover_id_handover"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_share_handover_id"))
        batch_op.drop_column("handover_id")

    with op.batch_alter_table("pt_order", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_pt_order_cancelled_by_person"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_pt_order_renews_id_pt_order"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_pt_order_declined_by_person"), type_="foreignkey")
        batch_op.drop_column("cancel_reason")
        batch_op.drop_column("cancelled_at")
        batch_op.drop_column("cancelled_by")
        batch_op.drop_column("decline_reason")
        batch_op.drop_column("declined_at")
        batch_op.drop_column("declined_by")
        batch_op.drop_column("updated_at")
        batch_op.drop_column("created_at")
        batch_op.drop_column("content_hash")
        batch_op.drop_column("draft")
        batch_op.drop_column("warning_signs_asked_on")
        batch_op.drop_column("contraindicated")
        batch_op.drop_column("instructions")
        batch_op.drop_column("precaution_codes")
        batch_op.drop_column("renews_id")
        batch_op.drop_column("number")
        batch_op.drop_column("revision")
        batch_op.drop_column("status")

    with op.batch_alter_table("pt_centre", schema=None) as batch_op:
        batch_op.drop_column("closed_at")

    with op.batch_alter_table("progress_report", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_progress_report_to_id_person"), type_="foreignkey")
        batch_op.drop_column("updated_at")
        batch_op.drop_column("created_at")
        batch_op.drop_column("revision")
        batch_op.drop_column("to_id")
        batch_op.drop_column("goals")
        batch_op.drop_column("kind")

    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.drop_column("self_registered_at")

    with op.batch_alter_table("journey_entry", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_journey_entry_replaces_id_journey_entry"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_journey_entry_removed_by_person"), type_="foreignkey")
        batch_op.drop_column("remove_reason")
        batch_op.drop_column("removed_by")
        batch_op.drop_column("removed_at")
        batch_op.drop_column("replaced_at")
        batch_op.drop_column("replaces_id")
        batch_op.drop_column("precision")

    with op.batch_alter_table("goal", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_goal_order_id_pt_order"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_goal_created_by_person"), type_="foreignkey")
        batch_op.drop_column("created_at")
        batch_op.drop_column("created_by")
        batch_op.drop_column("order_id")
        batch_op.drop_column("unit")

    with op.batch_alter_table("episode", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_episode_closed_by_person"), type_="foreignkey")
        batch_op.drop_column("final_summary")
        batch_op.drop_column("closing_note")
        batch_op.drop_column("closed_reason")
        batch_op.drop_column("closed_by")

    with op.batch_alter_table("goal_change", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_goal_change_patient_id"))
        batch_op.drop_index(batch_op.f("ix_goal_change_goal_id"))

    op.drop_table("goal_change")
    with op.batch_alter_table("visit_request", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_visit_request_visit_id"))
        batch_op.drop_index(batch_op.f("ix_visit_request_patient_id"))

    op.drop_table("visit_request")
    with op.batch_alter_table("document", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_document_patient_id"))
        batch_op.drop_index(batch_op.f("ix_document_entry_id"))

    op.drop_table("document")
    with op.batch_alter_table("visit_series", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_visit_series_patient_id"))

    op.drop_table("visit_series")
    with op.batch_alter_table("saved_view", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_saved_view_person_id"))

    op.drop_table("saved_view")
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.drop_index("ix_notice_person_seen")

    op.drop_table("notice")
    with op.batch_alter_table("monitoring_minutes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_monitoring_minutes_patient_id"))

    op.drop_table("monitoring_minutes")
    with op.batch_alter_table("handover", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_handover_to_id"))
        batch_op.drop_index(batch_op.f("ix_handover_patient_id"))
        batch_op.drop_index(batch_op.f("ix_handover_from_id"))
        batch_op.drop_index(batch_op.f("ix_handover_batch_id"))

    op.drop_table("handover")
    with op.batch_alter_table("attention_mark", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_attention_mark_patient_id"))
        batch_op.drop_index(batch_op.f("ix_attention_mark_clinician_id"))

    op.drop_table("attention_mark")
