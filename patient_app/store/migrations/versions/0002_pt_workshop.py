"""Drafts and templates of programs, progression, media of exercises, questionnaires of a clinic, assigned measures

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What the PT's workshop keeps"""
    op.create_table(
        "clinic_measure",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("clinic_id", sa.String(length=40), nullable=False),
        sa.Column("measure_id", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("source", sa.JSON(), nullable=False),
        sa.Column("loaded_by", sa.String(length=40), nullable=True),
        sa.Column("loaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinic.id"], name=op.f("fk_clinic_measure_clinic_id_clinic")),
        sa.ForeignKeyConstraint(["loaded_by"], ["person.id"], name=op.f("fk_clinic_measure_loaded_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clinic_measure")),
        sa.UniqueConstraint(
            "clinic_id", "measure_id", "version", name=op.f("uq_clinic_measure_clinic_id_measure_id_version")
        ),
    )
    with op.batch_alter_table("clinic_measure", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_clinic_measure_clinic_id"), ["clinic_id"], unique=False)

    op.create_table(
        "exercise_media",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("clinic_id", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("duration_seconds", sa.Float(), nullable=True),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("poster", sa.LargeBinary(), nullable=True),
        sa.Column("created_by", sa.String(length=40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinic.id"], name=op.f("fk_exercise_media_clinic_id_clinic")),
        sa.ForeignKeyConstraint(["created_by"], ["person.id"], name=op.f("fk_exercise_media_created_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exercise_media")),
    )
    with op.batch_alter_table("exercise_media", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_exercise_media_clinic_id"), ["clinic_id"], unique=False)

    op.create_table(
        "program_draft",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("patient_id", sa.String(length=40), nullable=False),
        sa.Column("author_id", sa.String(length=40), nullable=False),
        sa.Column("based_on", sa.Integer(), nullable=True),
        sa.Column("revision", sa.String(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_program_draft_author_id_person")),
        sa.ForeignKeyConstraint(["patient_id"], ["person.id"], name=op.f("fk_program_draft_patient_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_program_draft")),
        sa.UniqueConstraint("patient_id", "author_id", name=op.f("uq_program_draft_patient_id_author_id")),
    )
    with op.batch_alter_table("program_draft", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_program_draft_patient_id"), ["patient_id"], unique=False)

    op.create_table(
        "program_template",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("clinic_id", sa.String(length=40), nullable=False),
        sa.Column("owner_id", sa.String(length=40), nullable=True),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("created_by", sa.String(length=40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["clinic_id"], ["clinic.id"], name=op.f("fk_program_template_clinic_id_clinic")),
        sa.ForeignKeyConstraint(["created_by"], ["person.id"], name=op.f("fk_program_template_created_by_person")),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_program_template_owner_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_program_template")),
    )
    with op.batch_alter_table("program_template", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_program_template_clinic_id"), ["clinic_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_program_template_owner_id"), ["owner_id"], unique=False)

    op.create_table(
        "progression_decision",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("patient_id", sa.String(length=40), nullable=False),
        sa.Column("line_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("decided_by", sa.String(length=40), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["decided_by"], ["person.id"], name=op.f("fk_progression_decision_decided_by_person")),
        sa.ForeignKeyConstraint(["patient_id"], ["person.id"], name=op.f("fk_progression_decision_patient_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_progression_decision")),
    )
    with op.batch_alter_table("progression_decision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_progression_decision_patient_id"), ["patient_id"], unique=False)

    op.create_table(
        "measure_assignment",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("patient_id", sa.String(length=40), nullable=False),
        sa.Column("episode_id", sa.String(length=40), nullable=True),
        sa.Column("measure_id", sa.String(), nullable=False),
        sa.Column("schedule", sa.JSON(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("assigned_by", sa.String(length=40), nullable=False),
        sa.Column("assigned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ended_by", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(["assigned_by"], ["person.id"], name=op.f("fk_measure_assignment_assigned_by_person")),
        sa.ForeignKeyConstraint(["ended_by"], ["person.id"], name=op.f("fk_measure_assignment_ended_by_person")),
        sa.ForeignKeyConstraint(["episode_id"], ["episode.id"], name=op.f("fk_measure_assignment_episode_id_episode")),
        sa.ForeignKeyConstraint(["patient_id"], ["person.id"], name=op.f("fk_measure_assignment_patient_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measure_assignment")),
    )
    with op.batch_alter_table("measure_assignment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_measure_assignment_patient_id"), ["patient_id"], unique=False)

    with op.batch_alter_table("exercise", schema=None) as batch_op:
        batch_op.add_column(sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True))

    with op.batch_alter_table("measure_response", schema=None) as batch_op:
        batch_op.add_column(sa.Column("entered_by", sa.String(length=40), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_measure_response_entered_by_person"), "person", ["entered_by"], ["id"]
        )

    with op.batch_alter_table("measurement", schema=None) as batch_op:
        batch_op.add_column(sa.Column("note", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("voided_by", sa.String(length=40), nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_measurement_voided_by_person"), "person", ["voided_by"], ["id"])

    with op.batch_alter_table("prescription", schema=None) as batch_op:
        batch_op.add_column(sa.Column("gates_checked", sa.JSON(), nullable=False, server_default="[]"))


def downgrade() -> None:
    """Back to the first schema"""
    with op.batch_alter_table("prescription", schema=None) as batch_op:
        batch_op.drop_column("gates_checked")

    with op.batch_alter_table("measurement", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_measurement_voided_by_person"), type_="foreignkey")
        batch_op.drop_column("voided_by")
        batch_op.drop_column("voided_at")
        batch_op.drop_column("note")

    with op.batch_alter_table("measure_response", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_measure_response_entered_by_person"), type_="foreignkey")
        batch_op.drop_column("entered_by")

    with op.batch_alter_table("exercise", schema=None) as batch_op:
        batch_op.drop_column("updated_at")

    for table in (
        "measure_assignment",
        "progression_decision",
        "program_template",
        "program_draft",
        "exercise_media",
        "clinic_measure",
    ):
        op.drop_table(table)
