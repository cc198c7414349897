"""What was worked out of a course is kept: standings for the panel, checkpoints, and the count of changes

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Empty tables: the server fills them"""
    op.create_table(
        "course_change",
        sa.Column("patient_id", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("past", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["patient_id"], ["person.id"], name=op.f("fk_course_change_patient_id_person")),
        sa.PrimaryKeyConstraint("patient_id", name=op.f("pk_course_change")),
    )
    op.create_table(
        "course_checkpoint",
        sa.Column("patient_id", sa.String(length=40), nullable=False),
        sa.Column("monday", sa.Date(), nullable=False),
        sa.Column("past", sa.Integer(), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["patient_id"], ["person.id"], name=op.f("fk_course_checkpoint_patient_id_person")),
        sa.PrimaryKeyConstraint("patient_id", name=op.f("pk_course_checkpoint")),
    )
    op.create_table(
        "course_standing",
        sa.Column("patient_id", sa.String(length=40), nullable=False),
        sa.Column("parts", sa.String(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("time_zone", sa.String(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("revision", sa.String(length=40), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("data", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["patient_id"], ["person.id"], name=op.f("fk_course_standing_patient_id_person")),
        sa.PrimaryKeyConstraint("patient_id", "parts", name=op.f("pk_course_standing")),
        sa.UniqueConstraint("revision", name=op.f("uq_course_standing_revision")),
    )


def downgrade() -> None:
    """Nothing is lost: all of it can be worked out again"""
    op.drop_table("course_standing")
    op.drop_table("course_checkpoint")
    op.drop_table("course_change")
