"""A deleted account: every table by its rule, on both databases; nothing half done; who still reads what."""

from datetime import datetime
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import JSON, Boolean, Date, Float, Integer, LargeBinary, Table
from sqlalchemy import Column as SaColumn

from patient_app.domain.erasure import PATIENT, RULES, SIGNED_PAPER, Gone, OfOthers, Stays
from patient_app.domain.errors import Invalid, NotFound, NotSignedIn, TooManyTries, WrongRole
from patient_app.domain.former_patient import code_of
from patient_app.domain.journey import EventKind
from patient_app.domain.people import Role
from patient_app.media.document import CheckedDocument, checked
from patient_app.services import (
    account_deletion,
    admin,
    documents,
    erasure,
    handovers,
    invitations,
    journey,
    order_paper,
    orders,
    panel,
    report_papers,
    reports,
    secrets,
    sessions,
    sign_in,
    sync,
    timeline,
    today,
)
from patient_app.services.account_deletion import delete_account
from patient_app.services.actor import Operator, Visitor
from patient_app.services.door import Door
from patient_app.services.journey import EntryDraft
from patient_app.services.refresher import Refresher
from patient_app.services.report_seal import verify_all
from patient_app.services.sessions import WrongPassword
from patient_app.services.settings import TRIES_PER_ACCOUNT_AND_ADDRESS
from patient_app.store.database import Database
from patient_app.store.queries import people
from patient_app.store.tables import metadata
from patient_app.store.types import Id, UTCDateTime, new_id
from patient_app.store.unit import Unit
from tests import links
from tests.builders import PASSWORD, PASSWORD_HASH, Cast, a_patient
from tests.databases import contents
from tests.media_files import a_pdf
from tests.orders import signed
from tests.reports import a_course, a_signed_report

ANA = "Ana Reyes, REYES  ana, ana_reyes.pdf, ANA.REYES@example.org"
GOES, STAYS = "~goes~", "~stays~"

REAL: dict[str, dict[str, Any]] = {
    "handover": {"kind": "for_good", "parts": ["program"]},
    "share": {"parts": ["program"]},
    "notice": {"kind": "order_signed", "params": {"clinician": GOES + ANA}},
}
"""What code reads while it deletes."""


def deletes(cast: Cast, password: str = PASSWORD, *, confirmed: bool = True) -> None:
    delete_account(cast.clinic.door, cast.ana.token, password, confirmed=confirmed)


def test_every_table_and_every_column_has_its_rule() -> None:
    """Whoever adds a table or a column says here what becomes of it when a patient leaves."""
    assert set(RULES) == set(metadata.tables)
    for name, rule in RULES.items():
        columns = set(metadata.tables[name].columns.keys())
        to_people = {key.parent.name for key in metadata.tables[name].foreign_keys if key.column.table.name == "person"}
        if isinstance(rule, Stays):
            assert rule.columns == columns, name
            some = rule.emptied_where[1] if rule.emptied_where else {}
            assert len(rule.columns) == sum(map(len, (rule.kept, rule.redacted, rule.emptied, rule.ended))), name
            assert set(some) <= set(rule.redacted)
        elif isinstance(rule, Gone):
            assert set(rule.by) <= columns
        else:
            assert "patient_id" not in columns, name
            assert to_people <= {"created_by", "loaded_by", "owner_id", "person_id", "clinician_id", "made_by"}, name


class Planter:
    """Rows of Ana's in every table, with marks in every text."""

    def __init__(self, cast: Cast, now: datetime) -> None:
        self.cast, self.now = cast, now
        self.numbers = count(7)
        self.last: dict[str, str] = {"clinic": cast.clinic.id, "person": cast.ana.id}

    def rows(self, table: Table) -> list[dict[str, Any]]:
        rule = RULES[table.name]
        if isinstance(rule, Gone):
            return [self.row(table, GOES, whose={name: self.cast.ana.id}) for name in rule.by]
        if isinstance(rule, OfOthers):
            return [self.row(table, STAYS, set(rule.redacted))] if rule.redacted else []
        assert isinstance(rule, Stays)
        found = []
        if rule.emptied_where is not None:
            # As for the others, but of the patient: what is emptied there must go.
            some = dict.fromkeys(rule.emptied_where[1], GOES)
            found.append(self.row(table, STAYS, whose={rule.emptied_where[0].column: self.cast.ana.id}, some=some))
        if rule.gone is not None:
            which = rule.gone
            value = self.cast.ana.id if which.value == PATIENT else "planned" if which.is_not else which.value
            found.append(self.row(table, GOES, whose={which.column: value}))
        found.append(self.row(table, STAYS, set(rule.redacted)))
        return found

    def row(
        self,
        table: Table,
        mark: str,
        named: set[str] = frozenset(),  # type: ignore[assignment]
        whose: dict[str, Any] | None = None,
        some: dict[str, str] | None = None,
    ) -> dict[str, Any]:
        rule = RULES[table.name]
        emptied = dict(rule.emptied) if isinstance(rule, Stays) else {}
        is_paper = isinstance(rule, Stays) and rule.why == SIGNED_PAPER
        found = {}
        for column in table.columns:
            here = (some or {}).get(column.name) or (GOES if column.name in emptied else mark)
            is_named = column.name in named or is_paper or here == GOES
            found[column.name] = self.value(column, f"{here}{table.name}.{column.name} {ANA if is_named else ''}")
        if isinstance(rule, Stays) and mark == STAYS and rule.gone is not None and rule.gone.is_not:
            found[rule.gone.column] = rule.gone.value
        found |= dict.fromkeys(rule.ended) if isinstance(rule, Stays) else {}
        found |= REAL.get(table.name, {}) | (whose or {})
        if "id" in found and (mark == STAYS or table.name not in self.last):
            self.last[table.name] = found["id"]
        return found

    def value(self, column: SaColumn[Any], text: str) -> Any:
        for key in column.foreign_keys:
            target = key.column.table.name
            if target == "person":
                return self.cast.ana.id if column.name == "patient_id" else self.cast.dora.id
            return self.last.get(target) if target != column.table.name else None
        if getattr(column.type, "length", None) == Id.length:
            return new_id()
        kinds: dict[type, Any] = {
            UTCDateTime: self.now, Date: self.now.date(), Boolean: False, Integer: next(self.numbers), Float: 7.0,
            LargeBinary: text.encode(),
        }  # fmt: skip
        for kind, value in kinds.items():
            if isinstance(column.type, kind):
                return value
        if isinstance(column.type, JSON):
            is_list = isinstance(column.default.arg(None), list) if column.default else False  # type: ignore[union-attr]
            return [text] if is_list else {"words": [text]}
        return f"{text} {new_id()}" if column.unique else text


def a_document(name: str) -> CheckedDocument:
    return checked(BytesIO(a_pdf()), name, 10**7)


def plant(cast: Cast, database: Database) -> Planter:
    planter = Planter(cast, cast.clinic.clock.now)
    with database.engine.begin() as connection:
        for table in metadata.sorted_tables:
            if table.name in ("person", "audit_event", "course_change"):
                continue
            for row in planter.rows(table):
                connection.execute(table.insert(), row)
    return planter


def dump(database: Database) -> dict[str, str]:
    """Everything that is in the tables, as text."""
    return {table: repr(rows) for table, rows in contents(database).items()}


def test_nothing_of_the_patient_is_left_but_the_clinics_own_record(
    cast: Cast, database: Database, tmp_path: Path
) -> None:
    plant(cast, database)
    before = dump(database)
    for name, rule in RULES.items():
        if not isinstance(rule, OfOthers) and name not in ("course_change", "audit_event"):
            assert cast.ana.id in before[name] or name in ("prescription", "person"), name

    deletes(cast)

    after = dump(database)
    for name, text in after.items():
        assert GOES not in text, name
        assert before[name].count(STAYS) - after[name].count(STAYS) == 0, name
        if getattr(RULES[name], "why", "") != SIGNED_PAPER:
            for word in ("ana reyes", "reyes  ana", "ana_reyes", "ana.reyes@", "climb the stairs"):
                assert word not in text.lower(), (name, word)
        if isinstance(RULES[name], Gone):
            assert cast.ana.id not in text, name
    assert "Ana Reyes" in after["pt_order"] and "Ana Reyes" in after["progress_report"]
    assert "Former patient" in after["person"] and "Former patient" in after["goal"]
    if database.url.startswith("sqlite"):
        database.close()
        assert GOES.encode() not in b"".join(file.read_bytes() for file in tmp_path.iterdir() if file.is_file())


def test_what_somebody_wrote_who_opened_a_link_goes_too(cast: Cast, database: Database) -> None:
    link = links.make(cast.ana)
    links.opens(cast.ana, link.secret, who=f"Dr. Lee, for Ana Reyes {GOES}")
    assert GOES in dump(database)["audit_event"]
    deletes(cast)
    assert GOES not in dump(database)["audit_event"] and "link.opened" in dump(database)["audit_event"]


def test_what_is_signed_verifies_still_and_its_signer_keeps_it(cast: Cast, database: Database) -> None:
    a_course(cast)
    report, order = a_signed_report(cast), signed(cast.dora, cast.ana)
    deletes(cast)

    def verified(operator: Operator, unit: Unit) -> Any:
        return verify_all(unit)

    found = cast.clinic.door.operate(verified)
    assert found.signed == 1 and found.changed == ()
    copy = cast.dora.call(orders.order, cast.ana.id, order.id)
    assert copy.patient_name == "Ana Reyes" and copy.content_hash == order.content_hash
    assert cast.dora.call(order_paper.paper, cast.ana.id, order.id).order.patient_name == "Ana Reyes"
    kept = cast.paul.call(reports.report, cast.ana.id, report.id)
    assert kept.data.patient_name == "Ana Reyes"
    cast.paul.call(report_papers.report_paper, cast.ana.id, report.id)
    assert kept.is_unchanged and kept.copy_until == cast.clinic.clock.now
    assert cast.paul.call(reports.reports, cast.ana.id).patient_name.startswith("Former patient")
    with pytest.raises(NotFound):
        cast.paul.call(orders.order, cast.ana.id, order.id)
    with pytest.raises(NotFound):
        cast.strange_pt.call(reports.report, cast.ana.id, report.id)


def test_nobody_sees_the_patient_any_more(cast: Cast, published: list[frozenset[str]]) -> None:
    assert [row.name for row in cast.dora.call(panel.panel).patients] == ["Ana Reyes"]
    published.clear()
    deletes(cast)
    for clinician in (cast.paul, cast.dora):
        assert not clinician.call(panel.panel).patients
        assert not clinician.call(handovers.choices).patients
        with pytest.raises(NotFound):
            clinician.call(timeline.of_patient, cast.ana.id)
    told = frozenset().union(*published)
    assert {f"patient:{cast.ana.id}", f"clinician:{cast.paul.id}", f"clinician:{cast.dora.id}"} <= told
    cards = {each.id: each for each in cast.admin.call(admin.everyone)}
    card = cards[cast.ana.id]
    assert card.name == f"Former patient {code_of(card.name)}" and card.email == ""
    assert (card.is_active, card.has_account, card.erased_at) == (False, False, cast.clinic.clock.now)
    with pytest.raises(Invalid, match="cannot be brought back"):
        cast.admin.call(admin.set_active, cast.ana.id, True)
    lines = cast.admin.call(admin.audit_log)
    assert [line.who for line in lines if line.action == "account.deleted"] == [card.name]
    assert not any("Ana" in line.who + line.patient for line in lines)


def test_every_sign_in_ends_and_the_address_is_free_again(cast: Cast, door: Door) -> None:
    second = cast.ana.signs_in()
    cast.ana.token, first = second, cast.ana.token
    deletes(cast)
    for token in (first, second):
        with pytest.raises(NotSignedIn):
            door.call(token, sessions.who)
    with pytest.raises(WrongPassword):
        sign_in.sign_in(door, Visitor("1.2.3.4"), cast.ana.email, PASSWORD)
    invited = cast.paul.call(invitations.invite, Role.PATIENT, cast.ana.email)
    signed_in = door.visit(
        Visitor(), invitations.accept, door.session_settings, invited.code, "Ana Reyes", PASSWORD, "UTC", "en", False,
        PASSWORD_HASH,
    )  # fmt: skip
    assert signed_in.actor.id != cast.ana.id
    assert not door.call(signed_in.token, today.today).has_program


def test_without_the_right_password_and_the_tick_nothing_is_deleted(cast: Cast, database: Database) -> None:
    before = contents(database, "sign_in_attempt")
    with pytest.raises(Invalid) as unticked:
        deletes(cast, confirmed=False)
    assert [each.field for each in unticked.value.fields] == ["confirm"]
    for _ in range(TRIES_PER_ACCOUNT_AND_ADDRESS):
        with pytest.raises(Invalid) as wrong:
            deletes(cast, "not the password at all")
    assert [each.field for each in wrong.value.fields] == ["password"]
    with pytest.raises(TooManyTries):
        deletes(cast)
    assert contents(database, "sign_in_attempt") == before


def test_a_password_that_was_changed_meanwhile_does_not_delete(cast: Cast, door: Door) -> None:
    with pytest.raises(Invalid):
        door.call(cast.ana.token, account_deletion.finish, secrets.hash_password("another one altogether"))
    assert door.call(cast.ana.token, sessions.who).name == "Ana Reyes"


@pytest.mark.parametrize("who", ["paul", "dora", "admin"])
def test_only_patients_delete_themselves(cast: Cast, who: str) -> None:
    with pytest.raises(WrongRole):
        delete_account(cast.clinic.door, getattr(cast, who).token, PASSWORD, confirmed=True)


@pytest.mark.parametrize("step", ["forget_invitations", "record"])
def test_what_breaks_half_way_leaves_everything(
    cast: Cast, database: Database, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """Early, and when all but the last line is done."""
    a_course(cast)
    before = contents(database, "sign_in_attempt")

    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("power cut")

    monkeypatch.setattr(erasure.codes if step == "forget_invitations" else erasure.audit, step, broken)
    with pytest.raises(RuntimeError, match="power cut"):
        deletes(cast)
    assert contents(database, "sign_in_attempt") == before


def test_another_patient_of_the_same_clinic_loses_nothing(cast: Cast, database: Database) -> None:
    other = a_patient(cast.clinic, "Ana Maria Reyes").sharing_with(cast.paul)
    other.checks_in(note="Slept well")
    deletes(cast)
    assert [row.name for row in cast.paul.call(panel.panel).patients] == ["Ana Maria Reyes"]
    assert "Slept well" in dump(database)["check_in"]


def test_what_the_clinic_put_on_the_patients_entry_stays(cast: Cast, database: Database) -> None:
    draft = EntryDraft(EventKind.IMAGING, cast.clinic.today, "My X-ray")
    entry = cast.ana.call(journey.add, cast.ana.id, draft)
    cast.ana.call(documents.add, cast.ana.id, a_document("mine.pdf"), entry)
    cast.dora.call(documents.add, cast.ana.id, a_document("Ana Reyes MRI.pdf"), entry)
    cast.dora.call(journey.add, cast.ana.id, EntryDraft(EventKind.IMAGING, cast.clinic.today, "MRI of the back"))
    deletes(cast)
    left = dump(database)
    assert "MRI of the back" in left["journey_entry"] and "My X-ray" not in left["journey_entry"]
    assert "mine" not in left["document"] and " MRI.pdf" in left["document"]


def test_what_is_worked_out_late_is_not_kept(cast: Cast, database: Database, door: Door) -> None:
    refresher = Refresher(database, door.clock)
    assert refresher.refresh() == 1
    rows = contents(database)["course_standing"]
    assert rows
    deletes(cast)
    assert refresher.refresh() == 0
    left = contents(database)
    for table in ("course_standing", "course_checkpoint", "course_change"):
        assert cast.ana.id not in repr(left[table])


def test_an_entry_that_comes_too_late_is_nobodys(cast: Cast) -> None:
    token = cast.ana.token
    deletes(cast)
    with pytest.raises(NotSignedIn):
        cast.clinic.door.call(token, sync.sync, [], "en")

    def waited(operator: Operator, unit: Unit) -> None:
        people.lock(unit.session, cast.ana.id)

    with pytest.raises(NotFound):
        cast.clinic.door.operate(waited)
