"""The exercise library in a browser: a PT adds an exercise with a photo, and it reaches the patient's phone."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from patient_app.domain.people import Role
from patient_app.services.sessions import SignedIn
from tests import media_files as files
from tests.browser.conftest import LAPTOP, PHONE
from tests.browser.kept import cold, holds, shell_kept
from tests.browser.people import clinic_in, signed_in
from tests.servers import serving

pytestmark = pytest.mark.browser

DANA, ANA = "dana@example.org", "ana@example.org"
OpenPage = Callable[..., Page]


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("library")


@pytest.fixture(scope="module")
def ana(data_dir: Path) -> SignedIn:
    """A patient of Dana's, who shares with her."""
    with clinic_in(data_dir) as people:
        people.joined(Role.PHYSICAL_THERAPIST, DANA, "Dana Whitfield")
        return people.joined(Role.PATIENT, ANA, "Ana Reyes", DANA, time_zone="UTC")


@pytest.fixture(scope="module")
def base_url(ana: SignedIn, data_dir: Path) -> Iterator[str]:
    with serving(data_dir) as address:
        yield address


@pytest.fixture
def library(open_page: OpenPage) -> Page:
    """The library as Dana sees it."""
    page = open_page(**LAPTOP)
    signed_in(page, DANA)
    page.goto("/library")
    page.get_by_role("list", name="Exercises found").wait_for()
    return page


def fill(page: Page, name: str) -> None:
    """Everything that a new exercise needs, but its photo."""
    page.get_by_role("link", name="Add an exercise").click()
    page.get_by_label("Name in English").fill(name)
    page.get_by_label("Steps in English").fill("Lean on the wall.\nSlide down a little.")
    page.get_by_label("Region").select_option(label="Knee")
    page.get_by_label("Purpose").select_option(label="Strength")
    page.get_by_label("Position").select_option(label="Standing")
    page.get_by_label("Side", exact=True).select_option(label="No side")
    page.get_by_label("Sets").fill("3")
    page.get_by_label("Reps").fill("5")
    page.get_by_label("Days a week").fill("7")


def choose(page: Page, content: bytes, name: str, kind: str) -> None:
    page.get_by_label("Choose").set_input_files({"name": name, "mimeType": kind, "buffer": content})


def save(page: Page, name: str) -> str:
    """Save the form; the id of the exercise."""
    page.get_by_role("button", name="Save exercise").click()
    expect(page.get_by_role("heading", name=name)).to_be_visible()
    expect(page.get_by_text("Saved. It can be prescribed now.")).to_be_visible()
    return page.url.rpartition("#")[2]


def prescribe(page: Page, patient: SignedIn, *exercise_ids: str) -> None:
    """Publish the next version with these exercises, from today on."""
    path = f"/api/v1/patients/{patient.actor.id}/program"
    before = page.request.get(path)
    body = {
        "based_on": before.json()["version"] if before.ok else None,
        "effective_from": datetime.now(UTC).date().isoformat(),
        "prescriptions": [
            {
                "exercise_id": id,
                "side": "none",
                "sets": 3,
                "reps": 5,
                "times_per_day": 1,
                "schedule": {"times_per_week": 7},
            }
            for id in exercise_ids
        ],
    }
    answer = page.request.put(path, data=body)
    assert answer.status == 201, answer.text()


def is_seen(page: Page, address: str) -> Any:
    """The width of a picture as this page gets it; 0: it does not."""
    return page.evaluate(
        "(src) => new Promise((done) => Object.assign(new Image(), {src, onload() { done(this.naturalWidth) }, "
        "onerror() { done(0) }}))",
        address,
    )


def test_an_exercise_with_a_photo_reaches_the_phone_also_offline(
    library: Page, open_page: OpenPage, ana: SignedIn
) -> None:
    fill(library, "Wall sit")
    choose(library, files.a_located_photo(), "IMG_1.JPG", "image/jpeg")
    expect(library.get_by_role("img", name="What patients see for Wall sit")).to_be_visible(timeout=20_000)
    id = save(library, "Wall sit")
    library.goto("/library")
    library.get_by_label("Search").fill("slide down")
    expect(library.get_by_role("link", name="Wall sit")).to_be_visible()
    prescribe(library, ana, id)

    phone = open_page(**PHONE)
    signed_in(phone, ANA)
    shell_kept(phone)
    phone.goto("/today")
    picture = phone.get_by_role("listitem").filter(has_text="Wall sit").locator("img").first
    address = picture.get_attribute("src")
    assert address is not None and address.endswith(".webp")
    assert is_seen(phone, address) == 960
    holds(phone, "(url) => caches.match(url).then((kept) => kept !== undefined)", address)
    phone.context.set_offline(True)
    page = cold(phone.context, "/today")
    page.get_by_role("button", name="Wall sit", exact=True).click()
    expect(page.get_by_text("Slide down a little.")).to_be_visible()
    assert is_seen(page, address) == 960


def test_a_video_plays_online_and_offline_its_still_picture_is_shown(
    library: Page, open_page: OpenPage, ana: SignedIn
) -> None:
    fill(library, "Moving wall sit")
    choose(library, files.a_video(), "clip.mov", "video/quicktime")
    expect(library.get_by_text("A video, with this still picture")).to_be_visible(timeout=30_000)
    prescribe(library, ana, save(library, "Moving wall sit"))

    phone = open_page(**PHONE)
    signed_in(phone, ANA)
    shell_kept(phone)
    phone.goto("/today")
    phone.get_by_role("button", name="Moving wall sit", exact=True).click()
    video = phone.locator("video").and_(phone.get_by_label("Moving wall sit"))
    expect(video).to_be_visible()
    assert video.get_attribute("preload") == "none" and (video.get_attribute("poster") or "").endswith(".webp")
    length = video.evaluate(
        "(video) => new Promise((done) => { video.onloadedmetadata = () => done(video.duration);"
        " video.onerror = () => done(0); video.preload = 'metadata'; video.load(); })"
    )
    assert length == pytest.approx(2, abs=0.2)
    phone.context.set_offline(True)
    expect(phone.get_by_text("The video plays when you are online.")).to_be_visible()
    expect(video).to_have_count(0)


def test_a_file_that_cannot_be_taken_says_why_and_leaves_the_form(library: Page) -> None:
    fill(library, "Half a sit")
    choose(library, files.SVG, "photo.jpg", "image/jpeg")
    expect(library.get_by_text("Choose a photo (JPEG, PNG or WebP) or a video")).to_be_visible()
    expect(library.get_by_label("Name in English")).to_have_value("Half a sit")
    choose(library, files.a_photo(), "photo.jpg", "image/jpeg")
    expect(library.get_by_role("img", name="What patients see for Half a sit")).to_be_visible(timeout=20_000)
    expect(library.get_by_text("Choose a photo (JPEG, PNG or WebP) or a video")).to_have_count(0)


def test_what_a_form_needs_is_said_at_its_fields(library: Page) -> None:
    library.get_by_role("link", name="Add an exercise").click()
    library.get_by_role("button", name="Save exercise").click()
    expect(library.get_by_role("alert").filter(has_text="They are marked below.")).to_be_focused()
    expect(library.get_by_label("Name in English")).to_have_attribute("aria-invalid", "true")
    library.get_by_label("Name in English").fill("Bare")
    library.get_by_label("Sets").fill("many")
    library.get_by_label("Steps in English").fill("Go.")
    for field, value in (("Region", "Knee"), ("Purpose", "Strength"), ("Position", "Sitting")):
        library.get_by_label(field).select_option(label=value)
    library.get_by_label("Side", exact=True).select_option(label="No side")
    library.get_by_label("Reps").fill("5")
    library.get_by_label("Days a week").fill("3")
    library.get_by_role("button", name="Save exercise").click()
    expect(library.get_by_text("Give a whole number.")).to_be_visible()


def test_what_was_typed_is_back_after_the_way_back(library: Page) -> None:
    fill(library, "Not yet saved")
    library.go_back()
    library.get_by_role("link", name="Add an exercise").click()
    expect(library.get_by_label("Name in English")).to_have_value("Not yet saved")
    library.get_by_role("button", name="Cancel").click()
    library.get_by_role("button", name="Leave without saving").click()
    library.get_by_role("link", name="Add an exercise").click()
    expect(library.get_by_label("Name in English")).to_have_value("")


def test_the_keys_lead_through_the_library(library: Page) -> None:
    library.keyboard.press("/")
    expect(library.get_by_label("Search")).to_be_focused()
    library.keyboard.type("bird dog")
    library.keyboard.press("Enter")
    expect(library.get_by_role("heading", name="Bird dog")).to_be_focused()
    library.get_by_role("button", name="Español").click()
    expect(library.get_by_role("heading", name="Brazo y pierna contrarios")).to_be_visible()


def test_a_shipped_exercise_is_copied_changed_and_retired(library: Page) -> None:
    library.goto("/library#bridge")
    library.get_by_role("link", name="Copy and change").click()
    expect(library.get_by_label("Name in English")).to_have_value("Bridge, ours")
    save(library, "Bridge, ours")
    library.get_by_role("button", name="Retire").click()
    expect(library.get_by_text("Retired. Programs that have it go on.", exact=True)).to_be_visible()
    expect(library.get_by_role("link", name="Bridge, ours")).to_have_count(0)
    library.get_by_role("button", name="Offer it again").click()
    expect(library.get_by_role("link", name="Bridge, ours")).to_be_visible()


def test_the_library_fits_a_phone(open_page: OpenPage) -> None:
    page = open_page(**PHONE)
    signed_in(page, DANA)
    page.goto("/library")
    page.get_by_label("Search").fill("bird dog")
    page.get_by_role("link", name="Bird dog").tap()
    expect(page.get_by_role("heading", name="Bird dog")).to_be_visible()
    expect(page.get_by_label("Search")).to_be_hidden()
    page.get_by_role("link", name="All exercises").tap()
    expect(page.get_by_label("Search")).to_have_value("bird dog")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_form_stands_alone(library: Page) -> None:
    questionnaires = library.get_by_role("heading", name="Questionnaires of your clinic")
    expect(questionnaires).to_be_visible()
    library.get_by_role("link", name="Add an exercise").click()
    expect(library.get_by_role("heading", name="Add an exercise")).to_be_visible()
    expect(questionnaires).to_be_hidden()
