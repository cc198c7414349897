"""How a patient is greeted. The day's screen says the same in its own language of client modules (today.jsx)."""

from patient_app.domain.text import Translator


def greeting(t: Translator, name: str, hour: int) -> str:
    """'Good morning, Maria': the first name, and the time of day by the local hour (0-23)."""
    first = name.split(" ")[0]
    if hour < 12:
        return t("Good morning, {name}", name=first)
    return t("Good afternoon, {name}", name=first) if hour < 18 else t("Good evening, {name}", name=first)
