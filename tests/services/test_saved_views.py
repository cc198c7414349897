"""Saved views: one's own, under a name, and never more than the panel knows."""

import pytest

from patient_app.domain.errors import Invalid, NotFound, WrongRole
from patient_app.domain.panel_view import PanelView
from patient_app.services import saved_views
from tests.builders import Cast


def names(cast: Cast) -> list[str]:
    return [each.name for each in cast.dora.call(saved_views.views)]


def test_a_view_is_kept_under_its_name_and_the_same_name_replaces(cast: Cast) -> None:
    cast.dora.call(saved_views.save, "  Pain  this week ", {"why": "pain", "sort": "name"})
    cast.dora.call(saved_views.save, "Pain this week", {"why": "pain"})
    [kept] = cast.dora.call(saved_views.views)
    assert (kept.name, kept.view) == ("Pain this week", PanelView(group="pain"))


def test_terms_that_are_not_known_are_not_kept(cast: Cast) -> None:
    kept = cast.dora.call(saved_views.save, "Odd", {"why": "nonsense", "drop": "table", "sort": "1"})
    assert kept.view == PanelView()


def test_one_view_at_most_opens_first(cast: Cast) -> None:
    first, second = (cast.dora.call(saved_views.save, name, {}).id for name in ("A", "B"))
    cast.dora.call(saved_views.open_first, first)
    cast.dora.call(saved_views.open_first, second)
    assert [(each.name, each.opens_first) for each in cast.dora.call(saved_views.views)] == [("B", True), ("A", False)]
    cast.dora.call(saved_views.open_first, second, False)
    assert not any(each.opens_first for each in cast.dora.call(saved_views.views))


def test_a_view_is_renamed_and_forgotten(cast: Cast) -> None:
    kept = cast.dora.call(saved_views.save, "A", {})
    cast.dora.call(saved_views.save, "B", {})
    with pytest.raises(Invalid):
        cast.dora.call(saved_views.rename, kept.id, "B")
    cast.dora.call(saved_views.rename, kept.id, "C")
    assert names(cast) == ["B", "C"]
    cast.dora.call(saved_views.delete, kept.id)
    assert names(cast) == ["B"]


def test_views_of_somebody_else_are_not_there(cast: Cast) -> None:
    kept = cast.dora.call(saved_views.save, "A", {})
    for act in (saved_views.delete, saved_views.open_first):
        with pytest.raises(NotFound):
            cast.strange_doctor.call(act, kept.id)
    with pytest.raises(NotFound):
        cast.strange_doctor.call(saved_views.rename, kept.id, "B")
    for who in (cast.ana, cast.admin):
        with pytest.raises(WrongRole):
            who.call(saved_views.views)


@pytest.mark.parametrize("name", ["", "   ", "x" * 61])
def test_a_name_is_needed_and_has_its_limit(cast: Cast, name: str) -> None:
    with pytest.raises(Invalid):
        cast.dora.call(saved_views.save, name, {})


def test_there_are_30_views_at_most(cast: Cast) -> None:
    for number in range(saved_views.MOST):
        cast.dora.call(saved_views.save, f"View {number}", {})
    with pytest.raises(Invalid):
        cast.dora.call(saved_views.save, "One more", {})
