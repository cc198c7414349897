"""Whose a row is: which patients' records can hold a resource with this id."""

from collections.abc import Collection

from sqlalchemy import select, union_all
from sqlmodel import Session

from patient_app.store.tables import metadata


def patients_of_row(session: Session, row_id: str, among: Collection[str]) -> list[str]:
    """The patients, of those in `among`, to whom a row with this id belongs: in any table that names its patient, or a
    line of a program.
    """
    if not among:
        return []
    tables = (table for table in metadata.sorted_tables if {"id", "patient_id"} <= set(table.columns.keys()))
    rows = [select(table.c.patient_id).where(table.c.id == row_id) for table in tables]
    line, version = metadata.tables["prescription"], metadata.tables["program_version"]
    of_line = line.join(version, version.c.id == line.c.program_version_id)
    rows.append(select(version.c.patient_id).select_from(of_line).where(line.c.id == row_id))
    found = session.connection().execute(union_all(*rows)).scalars()
    return sorted({str(each) for each in found} & set(among))
