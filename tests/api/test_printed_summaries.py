"""The summary as a PDF over HTTP."""

import re
from collections.abc import Callable

import pytest

from patient_app.domain.people import SharePart
from tests.api.client import Client
from tests.builders import Cast, Someone


def test_patient_and_care_team_download_a_pdf(cast: Cast, ana: Client, paul: Client, dora: Client) -> None:
    for client in (ana, paul, dora):
        answer = client.get(f"/patients/{cast.ana.id}/summary.pdf?from=2026-03-01&to=2026-03-16")
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "application/pdf"
        assert answer.headers["content-disposition"] == 'inline; filename="summary-2026-03-01-to-2026-03-16.pdf"'
        assert answer.headers["cache-control"] == "no-store"
        assert answer.content.startswith(b"%PDF-")


def test_without_days_it_is_the_period_that_the_screen_opens_with(cast: Cast, dora: Client) -> None:
    def named(query: str) -> str:
        return dora.get(f"/patients/{cast.ana.id}/summary.pdf{query}").headers["content-disposition"]

    # No visit was held: four weeks.
    assert "summary-2026-02-17-to-2026-03-16" in named("")
    assert "summary-2026-03-10-to-2026-03-16" in named("?period=7")
    assert "summary-2026-03-16-to-2026-03-16" in named("?period=start")
    assert "summary-2026-03-12-to-2026-03-16" in named("?from=2026-03-12")


@pytest.mark.parametrize("who", ["strange_pt", "strange_doctor", "strange_patient"])
def test_for_strangers_there_is_no_such_patient(
    cast: Cast, client_of: Callable[[Someone | None], Client], who: str
) -> None:
    assert client_of(getattr(cast, who)).get(f"/patients/{cast.ana.id}/summary.pdf").status_code == 404


def test_a_share_of_one_part_prints_that_part(cast: Cast, client_of: Callable[[Someone | None], Client]) -> None:
    cast.ana.sharing_with(cast.strange_doctor, parts=frozenset({SharePart.PAIN}))
    doctor = client_of(cast.strange_doctor)
    assert doctor.get(f"/patients/{cast.ana.id}/summary.pdf").status_code == 200
    shares = cast.ana.shares(cast.strange_doctor, frozenset({SharePart.PAIN}))
    assert client_of(cast.ana).delete(f"/shares/{shares.id}").status_code == 204
    assert doctor.get(f"/patients/{cast.ana.id}/summary.pdf").status_code == 404


def test_language_and_paper_are_chosen_in_the_address(cast: Cast, ana: Client) -> None:
    path = f"/patients/{cast.ana.id}/summary.pdf"

    def language(query: str, **headers: str) -> bytes:
        content = ana.get(f"{path}{query}", headers=headers).content
        [found] = set(re.findall(rb"/Lang ?\((\w+)\)", content))
        return bytes(found)

    assert language("") == b"en"
    assert language("?language=es") == b"es"
    assert ana.get(f"{path}?paper=a4").content != ana.get(path).content
    for wrong in ("from=2026-03-16&to=2026-03-01", "from=1900-01-01", "paper=a5", "language=de", "period=30", "size=2"):
        assert ana.get(f"{path}?{wrong}").status_code == 422
