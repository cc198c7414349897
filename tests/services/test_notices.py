"""What people are told: until they have seen it, and nobody else."""

from patient_app.content.locales import translator
from patient_app.domain.people import ALL_PARTS, SharePart
from patient_app.presenters.notices import ROUTES, SENTENCES, views
from patient_app.services import notices
from patient_app.services.actor import Actor
from patient_app.services.notices import NoticeKind
from patient_app.store.unit import Unit
from tests.builders import Cast, Someone


def tell(cast: Cast, person: Someone, object_id: str | None = "a-visit", **params: str) -> None:
    def service(actor: Actor, unit: Unit) -> None:
        notices.tell(unit, person.id, NoticeKind.VISIT_PLANNED, object_id=object_id, **params)

    cast.dora.call(service)


def test_a_notice_stays_until_it_was_seen(cast: Cast) -> None:
    tell(cast, cast.ana, clinician="Dora", visit_on="2026-03-20")
    [told] = cast.ana.call(notices.mine).notices
    cast.ana.call(notices.seen, (told.id,))
    assert cast.ana.call(notices.mine).notices == ()


def test_nobody_else_sees_it_or_puts_it_away(cast: Cast) -> None:
    tell(cast, cast.ana, clinician="Dora", visit_on="2026-03-20")
    [told] = cast.ana.call(notices.mine).notices
    cast.strange_patient.call(notices.seen, (told.id,))
    assert cast.strange_patient.call(notices.mine).notices == ()
    assert cast.ana.call(notices.mine).notices == (told,)


def test_a_clinician_is_told_nothing_of_a_record_that_is_closed_by_now(cast: Cast) -> None:
    def service(actor: Actor, unit: Unit) -> None:
        about = {"patient_id": actor.id, "object_id": "a-visit", "patient": actor.name}
        notices.tell(unit, cast.dora.id, NoticeKind.VISIT_MOVE_ASKED, **about, visit_on="2026-03-20")
        notices.tell(unit, cast.dora.id, NoticeKind.HANDOVER_OBJECTED, **about)

    cast.ana.call(service)
    assert len(cast.dora.call(notices.mine).notices) == 2
    cast.ana.shares(cast.dora, ALL_PARTS - {SharePart.JOURNEY})
    assert [each.kind for each in cast.dora.call(notices.mine).notices] == [NoticeKind.HANDOVER_OBJECTED]
    cast.ana.shares(cast.dora)
    assert len(cast.dora.call(notices.mine).notices) == 2


def test_of_one_thing_only_the_newest_is_told(cast: Cast) -> None:
    tell(cast, cast.ana, clinician="Dora", visit_on="2026-03-20")
    tell(cast, cast.ana, clinician="Dora", visit_on="2026-03-21")
    tell(cast, cast.ana, "another", clinician="Dora", visit_on="2026-03-28")
    told = cast.ana.call(notices.mine).notices
    assert [one.params["visit_on"] for one in told] == ["2026-03-28", "2026-03-21"]


def test_it_is_a_sentence_in_the_readers_language(cast: Cast) -> None:
    tell(cast, cast.ana, clinician="Dora", visit_on="2026-03-20")
    news = cast.ana.call(notices.mine)
    texts = [views(translator(language), news.notices, news.today, news.time_zone)[0].text for language in ("en", "es")]
    assert texts == ["Dora planned a visit: Fri, Mar 20.", "Dora programó una visita: vie, 20 mar."]


def test_every_kind_has_a_sentence_and_leads_somewhere() -> None:
    assert set(SENTENCES) == set(ROUTES)
    assert {name.removesuffix("_to_clinicians") for name in SENTENCES} == {kind.value for kind in NoticeKind}


def test_a_name_with_braces_is_a_name(cast: Cast) -> None:
    tell(cast, cast.ana, clinician="{0} {visit_on}", visit_on="2026-03-20")
    news = cast.ana.call(notices.mine)
    [shown] = views(translator("en"), news.notices, news.today, news.time_zone)
    assert shown.text == "{0} {visit_on} planned a visit: Fri, Mar 20."
