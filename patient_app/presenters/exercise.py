"""What is told of an exercise of the library, in words, by the library's terms."""

from patient_app.domain.text import Translator


def positions(t: Translator) -> dict[str, str]:
    """How the body starts."""
    return {
        "lying_on_back": t("Lying on the back"),
        "lying_on_stomach": t("Lying on the stomach"),
        "lying_on_side": t("Lying on the side"),
        "hands_and_knees": t("On hands and knees"),
        "kneeling": t("Kneeling"),
        "sitting": t("Sitting"),
        "standing": t("Standing"),
    }


def equipment(t: Translator) -> dict[str, str]:
    """What must be at hand."""
    return {
        "chair": t("Chair"),
        "wall": t("Wall"),
        "table": t("Table"),
        "counter": t("Kitchen counter"),
        "band": t("Exercise band"),
        "step": t("Step"),
        "rail": t("Rail"),
        "stick": t("Stick"),
        "ball": t("Ball"),
        "pillow": t("Pillow"),
        "towel": t("Towel"),
        "weight": t("Hand weight"),
        "strap": t("Strap"),
        "doorway": t("Doorway"),
        "bike": t("Bike"),
    }


def side_choices(t: Translator) -> dict[str, str]:
    """Which sides it is usually done on."""
    return {
        "none": t("No side"),
        "each": t("Each side in turn"),
        "affected": t("The affected side only"),
    }


def dose_tags(t: Translator) -> dict[str, str]:
    """How well the usual dose is known (facts.md, 'How to read the tags')."""
    return {
        "V": t("Checked in the source itself."),
        "V*": t("The source gives this dose for a close relative of this exercise."),
        "V2": t("Seen in a secondary source only."),
        "G": t("Common practice, not checked in a source."),
        "C": t("Chosen by your clinic."),
    }
