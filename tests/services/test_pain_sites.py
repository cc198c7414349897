"""Where it hurts, for the summary: the last check-in of the period that names a place."""

from patient_app.domain.course_index import indexed
from patient_app.services.summary import pain_sites
from tests.unit.domain.builders import a_check_in, a_course, day

COURSE = indexed(
    a_course(
        check_ins=[
            a_check_in(day(1), pain_sites=("neck_back",)),
            a_check_in(day(3), pain_sites=("calf_left",)),
            a_check_in(day(3), 21, pain_sites=("calf_left", "heel_left")),
            a_check_in(day(5)),
        ]
    )
)


def test_the_last_check_in_that_names_a_place_counts() -> None:
    assert pain_sites(COURSE, day(0), day(6)) == (day(3), ("calf_left", "heel_left"))


def test_only_the_period_is_looked_at() -> None:
    assert pain_sites(COURSE, day(0), day(2)) == (day(1), ("neck_back",))
    assert pain_sites(COURSE, day(4), day(6)) is None
