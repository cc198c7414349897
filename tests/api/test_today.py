"""`GET /today`: the fields of the contract, in the reader's language, with what is logged."""

from tests.api.client import Client, log_body, new_id
from tests.builders import Cast


def test_today_has_the_fields_of_the_contract(cast: Cast, ana: Client) -> None:
    found = ana.get("/today").json()
    assert {"date", "hold", "streak", "week", "slots", "check_in"} <= set(found)
    print(found)
