import pytest

from patient_app.content.locales import translator
from patient_app.presenters.greeting import greeting


@pytest.mark.parametrize(
    ("hour", "said"),
    [(0, "morning"), (11, "morning"), (12, "afternoon"), (17, "afternoon"), (18, "evening"), (23, "evening")],
)
def test_the_greeting_follows_the_hour_and_uses_the_first_name(hour: int, said: str) -> None:
    assert greeting(translator("en"), "Maria Lopez", hour) == f"Good {said}, Maria"


def test_the_greeting_is_spanish_for_spanish_readers() -> None:
    assert greeting(translator("es"), "Rosa Delgado", 9) == "Buenos días, Rosa"
