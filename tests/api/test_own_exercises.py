"""A clinic's own exercises over HTTP: sent in, photos and videos with them, handed out to that clinic's people only."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from httpx import Response
from PIL import Image

from patient_app.api import media as uploads
from patient_app.api.one_at_a_time import MOST_WAITING
from patient_app.domain.people import Role
from patient_app.runtime import UPLOAD_BYTES
from patient_app.services.door import Door
from tests import media_files as files
from tests.api.client import Client, exercise_body, line_body, new_id, program_body
from tests.builders import Cast, Someone, another_clinic, someone
from tests.databases import contents

SAFE = {
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'; sandbox",
    "cache-control": "private, max-age=31536000, immutable",
    "vary": "Cookie",
}


@pytest.fixture
def elsewhere(cast: Cast) -> Someone:
    """A PT of another clinic on the same server."""
    return someone(another_clinic(cast.clinic), Role.PHYSICAL_THERAPIST, "Hal Berg")


def sends(client: Client, content: bytes, name: str = "photo.jpg", kind: str = "image/jpeg") -> Response:
    return client.ask("POST", "/media", files={"file": (name, content, kind)})


def puts(client: Client, **fields: Any) -> dict[str, Any]:
    answer = client.put(f"/exercises/{new_id()}", exercise_body(**fields))
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_an_exercise_is_added_and_changed(paul: Client, ana: Client) -> None:
    made = puts(paul, name={"en": "Wall sit", "es": "Sentadilla en la pared"})
    assert made["own"] and not made["retired"] and made["dose_tag"] == "C"
    assert made["texts"]["en"]["dose"] == "3 sets of 5, hold 10 seconds"
    changed = paul.put(f"/exercises/{made['id']}", exercise_body(name={"en": "Wall slide"}))
    assert (changed.status_code, changed.json()["name"]) == (200, "Wall slide")
    assert made["id"] in [each["id"] for each in ana.get("/exercises").json()]


def test_the_library_is_told_in_both_languages(paul: Client) -> None:
    found = {each["id"]: each for each in paul.get("/exercises").json()}
    texts = found["bridge"]["texts"]
    assert (texts["en"]["name"], texts["es"]["name"]) == ("Bridge", "Puente")
    assert texts["es"]["steps"] != texts["en"]["steps"] and texts["es"]["dose"] != texts["en"]["dose"]
    ranges = [bounds for each in found.values() for bounds in each["usual_range"].values()]
    assert all(low <= high for low, high in ranges)
    assert not any(each["own"] for each in found.values())


def test_a_retired_exercise_is_read_when_asked_for(paul: Client) -> None:
    id = puts(paul)["id"]
    assert paul.delete(f"/exercises/{id}").status_code == 204
    assert id not in [each["id"] for each in paul.get("/exercises").json()]
    assert [each["retired"] for each in paul.get("/exercises?retired=true").json() if each["id"] == id] == [True]
    assert paul.post(f"/exercises/{id}/return", None).status_code == 204
    assert id in [each["id"] for each in paul.get("/exercises").json()]


def test_a_photo_comes_back_as_another_file(paul: Client, ana: Client) -> None:
    answer = sends(paul, files.a_located_photo())
    assert answer.status_code == 201
    photo = answer.json()
    assert (photo["kind"], photo["width"], photo["height"]) == ("photo", 960, 1280)
    shown = ana.get(photo["picture_url"])
    assert shown.headers["content-type"] == "image/webp"
    assert {name: shown.headers[name] for name in SAFE} == SAFE
    assert shown.headers["content-disposition"] == f'inline; filename="{photo["id"]}.webp"'
    with Image.open(io.BytesIO(shown.content)) as image:
        assert image.format == "WEBP" and not image.getexif()


def test_the_phone_is_told_where_the_photo_is(paul: Client, ana: Client, cast: Cast) -> None:
    photo = sends(paul, files.a_photo()).json()
    made = puts(paul, media=[photo["id"]])
    assert made["figure_url"] == photo["picture_url"] and made["video_url"] is None
    body = program_body(1, cast.clinic.today, line_body(made["id"], side="left"))
    assert paul.put(f"/patients/{cast.ana.id}/program", body).status_code == 201
    (slot,) = ana.get("/today").json()["slots"] or [None]
    exercise = slot["prescription"]["exercise"]
    assert (exercise["name"], exercise["figure_url"]) == ("Wall sit", photo["picture_url"])
    known = ana.get("/snapshot").json()["prescriptions"].values()
    assert photo["picture_url"] in [each["exercise"]["figure_url"] for each in known]


def test_the_address_of_a_figure_leads_to_the_photo(paul: Client, visitor: Client) -> None:
    photo = sends(paul, files.a_photo()).json()
    with_photo = puts(paul, media=[photo["id"]])
    answer = paul.get(f"/figures/{with_photo['id']}.svg?still=true&side=left")
    assert (answer.status_code, answer.headers["location"]) == (307, photo["picture_url"])
    assert visitor.get(f"/figures/{with_photo['id']}.svg").status_code == 401


def test_without_a_photo_an_empty_frame_is_shown(paul: Client) -> None:
    made = puts(paul, name={"en": "<b>Wall</b> & sit"})
    answer = paul.get(made["figure_url"])
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/svg+xml")
    assert "<title>&lt;b&gt;Wall&lt;/b&gt; &amp; sit</title>" in answer.text


def test_a_video_is_handed_out_whole_and_in_ranges(paul: Client, ana: Client) -> None:
    video = sends(paul, files.a_video(), "clip.mov", "video/quicktime").json()
    made = puts(paul, media=[video["id"]])
    assert (made["figure_url"], made["video_url"]) == (video["picture_url"], f"/figures/{video['id']}.mp4")
    whole = ana.get(made["video_url"])
    assert (whole.status_code, whole.headers["accept-ranges"]) == (200, "bytes")
    assert {name: whole.headers[name] for name in SAFE} == SAFE
    size = len(whole.content)
    for asked, first, last in (
        ("bytes=0-1", 0, 1),
        ("bytes=100-", 100, size - 1),
        ("bytes=-7", size - 7, size - 1),
        (f"bytes=10-{size * 2}", 10, size - 1),
        ("bytes=-999999999", 0, size - 1),
    ):
        part = ana.get(made["video_url"], headers={"Range": asked})
        assert (part.status_code, part.content) == (206, whole.content[first : last + 1])
        assert part.headers["content-range"] == f"bytes {first}-{last}/{size}"
        assert part.headers["content-type"] == "video/mp4" and "content-encoding" not in part.headers
    beyond = ana.get(made["video_url"], headers={"Range": f"bytes={size}-"})
    assert (beyond.status_code, beyond.headers["content-range"]) == (416, f"bytes */{size}")
    for odd in ("bytes=9-3", "bytes=-0"):
        assert ana.get(made["video_url"], headers={"Range": odd}).status_code == 416
    for other in ("bytes=0-1,4-5", "chapters=1-2", "bytes=-", "bytes=a-b"):
        assert ana.get(made["video_url"], headers={"Range": other}).status_code == 200


def test_nobody_sees_a_photo_without_a_session(paul: Client, visitor: Client) -> None:
    photo = sends(paul, files.a_photo()).json()
    assert visitor.get(photo["picture_url"]).status_code == 401
    assert visitor.get(photo["picture_url"].replace("webp", "mp4")).status_code == 401


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (files.SVG, "photo.jpg", "image/jpeg"),
        (files.HTML, "photo.png", "image/png"),
        (files.PLAYLIST, "clip.mp4", "video/mp4"),
        (files.HEIC, "IMG_0001.JPG", "image/jpeg"),
        (files.a_png_that_claims(60_000, 60_000), "photo.png", "image/png"),
        (files.a_video()[:3000], "clip.mp4", "video/mp4"),
        (b"", "photo.jpg", "image/jpeg"),
        (b"hello", "../../etc/passwd", "text/html"),
    ],
    ids=["svg", "html", "playlist", "heic", "bomb", "cut off", "empty", "text"],
)
def test_a_hostile_file_is_refused_and_nothing_is_kept(
    paul: Client, door: Door, content: bytes, name: str, kind: str
) -> None:
    before = contents(door.database)
    answer = sends(paul, content, name, kind)
    assert answer.status_code == 422, answer.text
    (error,) = answer.json()["errors"]
    assert error["field"] == "file" and error["message"].endswith(".")
    assert contents(door.database) == before


def test_a_photo_that_is_a_web_page_as_well_is_served_as_a_photo_alone(paul: Client) -> None:
    photo = sends(paul, files.a_polyglot(), "page.html", "text/html").json()
    shown = paul.get(photo["picture_url"])
    assert shown.headers["content-type"] == "image/webp" and b"<script" not in shown.content


def test_a_form_without_a_file_is_refused(paul: Client) -> None:
    for answer in (
        paul.ask("POST", "/media", files={"picture": ("a.jpg", files.a_photo(), "image/jpeg")}),
        paul.ask("POST", "/media", files={"file": (None, "text")}),
        paul.ask("POST", "/media", data={"file": "text"}),
        paul.ask("POST", "/media", content=b"x", headers={"Content-Type": "multipart/form-data"}),
        paul.ask("POST", "/media", files=[("file", ("a.jpg", b"1")), ("file", ("b.jpg", b"2"))]),
    ):
        assert (answer.status_code, answer.json()["detail"]) == (422, "Choose a photo or a video.")


def test_more_than_a_video_may_have_is_refused_by_its_announced_length(paul: Client) -> None:
    headers = {"Content-Type": "multipart/form-data; boundary=x", "Content-Length": str(UPLOAD_BYTES + 1)}
    assert paul.ask("POST", "/media", content=b"--x", headers=headers).status_code == 413


def test_who_may_not_add_is_told_before_the_file_is_read(ana: Client, visitor: Client) -> None:
    assert sends(ana, files.a_photo()).status_code == 403
    assert sends(visitor, files.a_photo()).status_code == 401


def test_while_many_files_wait_another_is_asked_to_wait(paul: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads._encoder, "waiting", MOST_WAITING)
    answer = sends(paul, files.a_photo())
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "60")


def test_another_clinics_people_find_nothing(
    cast: Cast, paul: Client, elsewhere: Someone, client_of: Callable[[Someone | None], Client]
) -> None:
    photo = sends(paul, files.a_photo()).json()
    made = puts(paul, media=[photo["id"]])
    stranger = client_of(elsewhere)
    for path in (photo["picture_url"], f"/figures/{photo['id']}.mp4", f"/figures/{made['id']}.svg"):
        assert stranger.get(path).status_code == 404
    assert made["id"] not in [each["id"] for each in stranger.get("/exercises").json()]
    assert stranger.put(f"/exercises/{made['id']}", exercise_body()).status_code == 404
    assert stranger.delete(f"/exercises/{made['id']}").status_code == 404
