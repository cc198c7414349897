"""Orders over HTTP: written, signed, read and printed."""

import re
from collections.abc import Callable

import pytest

from patient_app.services import sharing
from tests.api.client import Client
from tests.builders import Cast, Someone
from tests.orders import signed, typed


def test_an_order_from_the_first_key_to_the_signature(cast: Cast, dora: Client, ana: Client) -> None:
    path = f"/patients/{cast.ana.id}"
    assert ana.get(f"{path}/order").status_code == 404
    kept = dora.put(f"{path}/orders/draft", {"seen": "", "data": typed(cast.clinic.today, weeks="")})
    assert kept.status_code == 200
    refused = dora.post(f"{path}/orders/preview", {"seen": kept.json()["revision"]})
    assert refused.status_code == 422
    assert [each["field"] for each in refused.json()["errors"]] == ["weeks"]
    kept = dora.put(f"{path}/orders/draft", {"seen": kept.json()["revision"], "data": typed(cast.clinic.today)})
    seen = {"seen": kept.json()["revision"]}
    shown = dora.post(f"{path}/orders/preview", seen).json()
    said = {line["name"]: line["texts"] for line in shown["lines"]}
    assert said["diagnoses"] == ["M54.16 Radiculopathy, lumbar region, right side"]
    assert said["precautions"] == ["Fall risk: fell in January", "No throwing"]
    assert said["goals"] == ["Function: Walk 30 minutes (from 10 to 30 min)"]
    assert (shown["physiatrist"], shown["expires_on"]) == (cast.dora.name, "2026-05-04")
    made = dora.post(f"{path}/orders", seen)
    assert made.status_code == 201 and made.json()["number"] == 1
    assert ana.get(f"{path}/order").json() == made.json()
    assert made.json()["goals"][0]["letter"] == "A"


def test_another_windows_order_is_not_written_over(cast: Cast, dora: Client) -> None:
    path = f"/patients/{cast.ana.id}/orders/draft"
    first = dora.put(path, {"seen": "", "data": {"reason": "One"}}).json()["revision"]
    assert dora.put(path, {"seen": "", "data": {"reason": "Two"}}).status_code == 409
    assert dora.delete(path, {"seen": "x"}).status_code == 409
    assert dora.delete(path, {"seen": first}).status_code == 204


def test_an_order_is_printed_for_those_who_see_it(cast: Cast, ana: Client, paul: Client, dora: Client) -> None:
    order = signed(cast.dora, cast.ana)
    path = f"/patients/{cast.ana.id}/orders/{order.id}.pdf"
    for client in (ana, paul, dora):
        answer = client.get(path)
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "application/pdf"
        assert answer.headers["content-disposition"] == 'inline; filename="order-1.pdf"'
        assert answer.content.startswith(b"%PDF-")
    assert re.search(rb"/Lang ?\(es\)", ana.get(f"{path}?language=es").content)


@pytest.mark.parametrize("who", ["strange_pt", "strange_doctor", "strange_patient"])
def test_for_strangers_there_is_no_order(cast: Cast, client_of: Callable[[Someone | None], Client], who: str) -> None:
    order = signed(cast.dora, cast.ana)
    client = client_of(getattr(cast, who))
    for path in ("order", f"orders/{order.id}.pdf"):
        assert client.get(f"/patients/{cast.ana.id}/{path}").status_code == 404


def test_the_signer_prints_the_own_copy_after_the_share_has_ended(cast: Cast, dora: Client) -> None:
    order = signed(cast.dora, cast.ana)
    for share in cast.ana.call(sharing.my_shares):
        cast.ana.call(sharing.revoke, share.id)
    assert dora.get(f"/patients/{cast.ana.id}/orders/{order.id}.pdf").status_code == 200
    assert dora.get(f"/patients/{cast.ana.id}/order").status_code == 404
