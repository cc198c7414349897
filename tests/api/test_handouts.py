"""The printable program over HTTP."""

import re
from collections.abc import Callable

import pytest

from tests.api.client import Client
from tests.builders import Cast, Someone


def test_patient_and_care_team_download_a_pdf(cast: Cast, ana: Client, paul: Client, dora: Client) -> None:
    for client in (ana, paul, dora):
        answer = client.get(f"/patients/{cast.ana.id}/handout.pdf")
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "application/pdf"
        assert answer.headers["content-disposition"] == 'inline; filename="program-v1.pdf"'
        assert answer.headers["cache-control"] == "no-store"
        assert answer.content.startswith(b"%PDF-")


@pytest.mark.parametrize("who", ["strange_pt", "strange_doctor", "strange_patient"])
def test_for_strangers_there_is_no_such_patient(
    cast: Cast, client_of: Callable[[Someone | None], Client], who: str
) -> None:
    assert client_of(getattr(cast, who)).get(f"/patients/{cast.ana.id}/handout.pdf").status_code == 404


def test_the_language_is_the_patients_unless_another_is_asked_for(cast: Cast, ana: Client) -> None:
    def language(query: str) -> bytes:
        content = ana.get(f"/patients/{cast.ana.id}/handout.pdf{query}").content
        [found] = re.findall(rb"/Lang ?\((\w+)\)", content)
        return bytes(found)

    assert language("") == b"en"
    assert language("?language=es") == b"es"


def test_version_and_paper_are_chosen_in_the_address(cast: Cast, ana: Client) -> None:
    path = f"/patients/{cast.ana.id}/handout.pdf"
    assert ana.get(f"{path}?version=2").status_code == 404
    assert ana.get(f"{path}?version=1").content == ana.get(path).content
    assert ana.get(f"{path}?paper=a4").content != ana.get(path).content
    for wrong in ("version=0", "paper=a5", "language=de", "size=big"):
        assert ana.get(f"{path}?{wrong}").status_code == 422
