"""Who looked: by day and person, counted, with emergencies apart."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from patient_app.content.locales import translator
from patient_app.domain.people import Role
from patient_app.presenters import looks

TODAY = date(2026, 11, 25)


@dataclass(frozen=True)
class Look:
    id: str
    at: datetime
    who_id: str | None = "dora"
    who: str = "Dr. Okafor"
    role: Role | None = Role.PHYSIATRIST
    action: str = "record.viewed"
    kind: str | None = "pain"
    emergency: bool = False
    label: str = ""
    through: str = ""
    recipient: str = ""


def at(day: int, hour: int) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=UTC)


def shown(*found: Look, language: str = "en", zone: str = "America/New_York", only: str = "") -> list[object]:
    days = looks.days(translator(language), found, TODAY, zone, only)
    return [(day.day, [(row.who, row.lines, row.emergency) for row in day.rows]) for day in days]


def test_looks_of_a_day_are_one_line_for_each_person_with_how_often() -> None:
    found = (
        Look("5", at(24, 18), kind="pain"),
        Look("4", at(24, 18), kind="measures"),
        Look("3", at(24, 15), kind="pain"),
        Look("2", at(24, 14), who_id="paul", who="Paul, PT", action="program.published", kind="program"),
        Look("1", at(20, 14), kind="program"),
    )
    assert shown(*found) == [
        (
            "Tue, Nov 24",
            [
                (
                    "Dr. Okafor",
                    ("Looked at your pain and check-ins and your questionnaires and measurements (2 times)",),
                    False,
                ),
                ("Paul, PT", ("Changed your program",), False),
            ],
        ),
        ("Fri, Nov 20", [("Dr. Okafor", ("Looked at your program and exercise log",), False)]),
    ]


def test_all_parts_are_the_whole_record_and_the_name_alone_is_said() -> None:
    every = [Look(str(n), at(24, 18), kind=kind) for n, kind in enumerate(("name", "pain", *looks.KINDS))]
    assert shown(*every)[0] == ("Tue, Nov 24", [("Dr. Okafor", ("Looked at your whole record (2 times)",), False)])
    [(_, [(_, lines, _)])] = shown(Look("1", at(24, 18), kind="name"))  # type: ignore[misc]
    assert lines == ("Looked at your name",)


def test_the_day_is_the_patients() -> None:
    late = Look("1", at(25, 3))
    assert [day for day, _ in shown(late)] == ["Tue, Nov 24"]  # type: ignore[misc]
    assert [day for day, _ in shown(late, zone="Asia/Tokyo")] == ["Wed, Nov 25"]  # type: ignore[misc]


def test_what_was_seen_in_an_emergency_stands_apart() -> None:
    [(_, rows)] = shown(Look("2", at(24, 18)), Look("1", at(24, 17), emergency=True))  # type: ignore[misc]
    assert [emergency for _, _, emergency in rows] == [False, True]


def test_a_link_is_named_as_the_patient_calls_it_and_can_be_filtered_by() -> None:
    link = Look("2", at(24, 18), None, "", None, "link.opened", "share_link", label="For my sister")
    person = Look("1", at(24, 17))
    t = translator("en")
    assert [each.name for each in looks.lookers(t, (link, person))] == [
        "Dr. Okafor",
        'Someone with your link "For my sister"',
    ]
    [(_, rows)] = shown(link, person, only=looks.key_of(link))  # type: ignore[misc]
    assert rows == [('Someone with your link "For my sister"', ("Opened your summary",), False)]


def test_who_opened_a_link_is_what_they_said() -> None:
    opened = {
        "who_id": None,
        "who": "",
        "role": None,
        "action": "link.opened",
        "kind": "share_link",
        "label": "Dr. Lee",
    }
    looked = (Look("2", at(24, 18), **opened, recipient="L. Lee"), Look("1", at(24, 17), **opened, recipient="L. Lee"))
    [(_, [(_, lines, _)])] = shown(*looked)  # type: ignore[misc]
    assert lines == ('Opened your summary, said to be "L. Lee" (2 times)',)


def test_in_spanish() -> None:
    [(day, [(_, lines, _)])] = shown(Look("1", at(24, 18)), language="es")  # type: ignore[misc]
    assert (day, lines) == ("mar, 24 nov", ("Miró su dolor y sus registros diarios",))


def test_what_another_system_read_is_a_line_of_its_own() -> None:
    found = (Look("2", at(24, 18), through="City Hospital"), Look("1", at(24, 15)))
    [(_, rows)] = shown(*found)  # type: ignore[misc]
    assert [row[0] for row in rows] == ["Dr. Okafor, through City Hospital", "Dr. Okafor"]
