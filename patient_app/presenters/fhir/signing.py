"""Who signed what, when: a Provenance for each signed thing."""

from datetime import datetime

from patient_app.presenters.fhir.elements import Json, hl7, instant, nested, part, said


def signed(id: str, target: Json, who: Json | None, at: datetime, content_hash: str | None) -> Json | None:
    """The Provenance of what `who` signed `at`; `None` when nobody knows any more who that was.

    `content_hash`: the seal over what was signed, as it is kept here.
    """
    if who is None:
        return None
    return said(
        resourceType="Provenance",
        id=f"{id}-signed",
        extension=nested("seal", (part("hash", "String", content_hash),)),
        target=[target],
        occurredDateTime=instant(at),
        recorded=instant(at),
        activity=hl7("v3-DataOperation", "CREATE", "create"),
        agent=[{"type": hl7("provenance-participant-type", "author", "Author"), "who": who}],
    )
