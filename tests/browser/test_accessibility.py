"""Every screen of the demo clinic against WCAG 2.2 AA, by axe-core, on a phone in both colour schemes."""

import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from patient_app.services.demo import accounts
from tests.servers import serving

pytestmark = pytest.mark.browser

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
PATIENT, THERAPIST, PHYSIATRIST, SPANISH, ADMINISTRATOR = (account.email for account in accounts()[:5])
ON_HOLD, WITHOUT_PROGRAM, DONE, OTHER, FINISHED = (
    next(account.email for account in accounts() if account.name.startswith(name))
    for name in ("Frances", "Kenji", "Elias", "Amara", "Beatrice")
)

SCREENS: tuple[tuple[str | None, str], ...] = (
    *(
        (None, path)
        for path in (
            "/",
            "/sign-in",
            "/join",
            "/register",
            "/find-a-physiatrist",
            "/privacy",
            "/goodbye",
            "/es/nowhere",
        )
    ),
    *(
        (PATIENT, path)
        for path in (
            "/today",
            "/session",
            "/check-in",
            "/progress",
            "/sharing",
            "/settings",
            "/sharing/preview?parts=program,journey",
        )
    ),
    *((PATIENT, path) for path in ("/measures/rmdq", "/measures/own-activities", "/es/measures/rmdq")),
    *((who, "/journey") for who in (PATIENT, WITHOUT_PROGRAM, FINISHED)),
    (SPANISH, "/es/journey"),
    *((SPANISH, path) for path in ("/es/today", "/es/session", "/es/check-in", "/es/progress", "/es/sharing")),
    *((who, path) for who in (ON_HOLD, WITHOUT_PROGRAM, DONE) for path in ("/today", "/session", "/check-in")),
    *((PHYSIATRIST, path) for path in ("/panel", "/patients/{patient}", "/es/patients/{patient}")),
    *((PHYSIATRIST, path) for path in ("/patients/{patient}/order", "/es/patients/{patient}/order")),
    *((THERAPIST, path) for path in ("/caseload", "/patients/{patient}/program", "/patients/{patient}/measurements")),
    (THERAPIST, "/patients/{patient}/reports"),
    (PHYSIATRIST, "/es/patients/{patient}/reports"),
    (PATIENT, "/reports"),
    *((PATIENT, "/visits"), (SPANISH, "/es/visits")),
    *((who, "/patients/{patient}/visits") for who in (PHYSIATRIST, THERAPIST)),
    *((THERAPIST, path) for path in ("/templates", "/es/templates")),
    *((THERAPIST, path) for path in ("/library", "/library#bird-dog", "/es/library#new", "/library#copy/slr")),
    *((PATIENT, path) for path in ("/intake", "/es/intake", "/find-a-physiatrist")),
    *((ADMINISTRATOR, path) for path in ("/admin/people", "/admin/clinic", "/es/admin/clinic", "/admin/audit")),
)


@pytest.fixture(scope="module")
def base_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demo, served."""
    with serving(tmp_path_factory.mktemp("demo"), command="demo") as address:
        yield address


@pytest.fixture(scope="module")
def contexts(browser: Browser, base_url: str) -> Iterator[dict[str, BrowserContext]]:
    """A phone for each scheme; the content policy lets axe in."""
    made = {
        scheme: browser.new_context(
            base_url=base_url,
            viewport={"width": 390, "height": 844},
            color_scheme=scheme,
            bypass_csp=True,
            # A colour on its way to another has no contrast to judge.
            reduced_motion="reduce",
        )
        for scheme in ("light", "dark")
    }
    yield made
    for context in made.values():
        context.close()


@pytest.fixture(scope="module")
def patient_id(base_url: str) -> str:
    """The first patient of the demo."""
    request = Request(f"{base_url}/api/v1/session", headers={"Cookie": signed_in(base_url, PATIENT)})
    with urlopen(request) as answer:
        return str(json.load(answer)["user_id"])


@cache
def signed_in(base_url: str, email: str) -> str:
    """The session cookie of a demo person, as a header: one sign-in each, because too many are refused."""
    account = next(each for each in accounts() if each.email == email)
    body = json.dumps({"email": email, "password": account.password}).encode()
    request = Request(f"{base_url}/api/v1/session", body, {"Content-Type": "application/json"})
    with urlopen(request) as answer:
        return str(answer.headers["set-cookie"]).partition(";")[0]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("who", "path"), SCREENS)
def test_a_screen_can_be_used_by_everyone(
    contexts: dict[str, BrowserContext], base_url: str, patient_id: str, scheme: str, who: str | None, path: str
) -> None:
    page = opened(contexts[scheme], base_url, who, path.format(patient=patient_id))
    checked(page)
    page.close()


def exercise_open(page: Page) -> None:
    """Steps of an exercise, and why it was not done."""
    page.locator("button.hs-exercise-name[aria-expanded=false]").last.click()
    page.get_by_role("button", name="I did not do this one").click()
    # Half a button under the bar would count as a small one.
    page.get_by_role("button", name="Cancel").hover()


def exercise_logged(page: Page) -> None:
    """Pain, effort and amounts of a log."""
    page.get_by_role("button", name="Bird dog: done").click()
    page.get_by_role("button", name="Add pain and effort to Bird dog").click()
    page.get_by_role("radiogroup", name="Pain during this exercise").get_by_role("radio", name="6").click()
    checked(page)
    with page.expect_response("**/api/v1/sync"):
        page.get_by_role("button", name="Undo Bird dog").click()
    page.get_by_role("button", name="Bird dog: done").wait_for()


def session_played(page: Page) -> None:
    """A hold that runs, its rest, the reasons, the pause, the questions and the summary; nothing of it stays logged."""
    page.get_by_role("button", name="Start", exact=True).click()
    page.get_by_text("Get into position.").wait_for()
    page.get_by_role("button", name="Start", exact=True).click()
    page.get_by_text("0 of 10 held").wait_for()
    checked(page)
    page.get_by_role("button", name="Set done").click()
    page.get_by_role("button", name="Start set 2").wait_for()
    checked(page)
    page.get_by_role("button", name="Skip this one").click()
    checked(page)
    page.get_by_role("button", name="Cancel").click()
    page.get_by_role("button", name="Pause").click()
    page.get_by_role("heading", name="Paused").wait_for()
    checked(page)
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Stop here").click()
    page.get_by_role("heading", name="How was it").wait_for()
    checked(page)
    page.get_by_role("button", name="End session").click()
    page.get_by_role("heading", name="Well done").wait_for()
    checked(page)
    page.get_by_role("link", name="Back to today").click()
    with page.expect_response("**/api/v1/sync"):
        page.get_by_role("button", name="Undo Bridge").click()
    page.get_by_role("button", name="Bridge: done").wait_for()


def body_map_open(page: Page) -> None:
    """All that can be added to a check-in."""
    page.get_by_text("Add more").click()
    page.get_by_role("checkbox").first.wait_for()


def safety_questions_open(page: Page) -> None:
    """The warning signs, one of them answered with yes; nothing is sent."""
    page.get_by_role("button", name="Anything new or worrying?").click()
    page.get_by_role("button", name="Yes", exact=True).first.click()
    page.get_by_role("alert").first.wait_for()


def questionnaire_finished(page: Page) -> None:
    """A list of ticks, one of them ticked, asks whether it is finished; nothing is saved."""
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Save my answers").click()
    page.get_by_role("heading", name="Finished?").wait_for()


def history_open(page: Page) -> None:
    """A cell that needs a change, and the form to remove a value; nothing is saved."""
    page.get_by_role("textbox", name="Low back flexion, active").fill("580")
    page.get_by_role("button", name="History of Low back flexion, active").click()
    page.get_by_role("button", name="Remove 57").click()
    page.get_by_label("Reason", exact=True).wait_for()


def intake_asked(page: Page) -> None:
    """Questions of the intake of each kind, opened to be changed; nothing is changed."""
    about = ("Where it hurts", "When it began", "How it began", "Safety questions", "Makes it worse")
    for label in (*about, "What matters to me", "In my own words"):
        page.get_by_role("button", name=re.compile(f"^(Change it|Answer): {label}$")).click()
        page.get_by_text(re.compile("^Question [0-9]+ of")).wait_for()
        checked(page)
        page.get_by_role("button", name="Next").or_(page.get_by_role("button", name="Skip")).click()
    page.get_by_role("heading", name="What you wrote").wait_for()


def number_asked(page: Page) -> None:
    """A number of the clinic that is asked about once more, and a setting that is refused; nothing is saved."""
    page.get_by_label("Report after days").fill("400")
    page.get_by_role("button", name="Save: Reports and plan of care").click()
    page.get_by_text("Use a whole number within the limits beside the field.").wait_for()
    page.get_by_label("Emergency number").fill("112")
    page.get_by_role("button", name="Save the card").click()
    page.get_by_role("button", name="Yes, change it").wait_for()


def builder_open(page: Page) -> None:
    """The program builder with everything open that can be: tools, history, preview, a dose that is not usual."""
    page.locator("[id^=sets-]").first.fill("40")
    closed = page.locator("details:not([open]) > summary")
    while closed.count():
        closed.first.click()
    page.get_by_role("button", name="As the patient sees it").first.click()
    page.get_by_role("region", name="As the patient sees it").wait_for()
    page.get_by_role("button", name="Leave all changes out").wait_for()


def order_checked(page: Page) -> None:
    """Every part of the order's form in use, fields that need a change, and an order to cancel; nothing is signed."""
    page.get_by_role("combobox", name="Diagnosis (ICD-10-CM)").fill("low back")
    page.get_by_role("option", name="M54.50").wait_for()
    checked(page)
    page.keyboard.press("Enter")
    page.get_by_role("combobox", name="Precaution", exact=True).fill("fall")
    page.get_by_role("option", name="Fall risk").click()
    page.get_by_role("combobox", name="Not to be used").fill("heat")
    page.get_by_role("option", name="Heat", exact=True).click()
    page.get_by_role("button", name="Add a goal").click()
    page.get_by_label("Times a week").fill("nine")
    page.get_by_role("button", name="Check and sign").click()
    page.get_by_text("Give a whole number from 1 to 7.").wait_for()
    page.get_by_role("button", name="Cancel order: Order 2").click()
    page.get_by_text("Read the order").first.click()
    page.get_by_label("Why is it cancelled").wait_for()
    checked(page)
    page.get_by_role("button", name="Keep it").click()
    page.get_by_role("button", name="Leave this order out").click()
    page.get_by_role("button", name="Leave it out").click()
    page.get_by_text("Nothing typed yet").wait_for()


def summary_open(page: Page) -> None:
    """An exercise, a goal, the numbers of the chart, and the choice of days; nothing is saved."""
    page.get_by_role("button", name="Bird dog", exact=True).click()
    page.get_by_role("table", name="This exercise by week").wait_for()
    page.get_by_role("button", name="Active").first.click()
    page.get_by_label("Value found").wait_for()
    page.get_by_text("Show the numbers").click()
    page.get_by_text("Other days").click()
    page.get_by_text("Download", exact=True).click()
    page.get_by_role("link", name="Check-ins (CSV)").wait_for()


def visit_asked_about(page: Page) -> None:
    """The form that asks to move a visit; nothing is sent."""
    page.get_by_role("button", name="Ask to move: ").first.click()
    page.get_by_role("group", name="Which days suit you?").get_by_role("button").first.click()
    page.get_by_role("button", name="Send to my clinic").wait_for()


def calendar_address_made(page: Page) -> None:
    """The form for a calendar address, the address as it is shown once, and the question before it is closed."""
    page.get_by_role("button", name="Make a calendar address").click()
    page.get_by_label("Alarm before a visit").wait_for()
    checked(page)
    page.get_by_role("button", name="Make the address").click()
    page.get_by_role("link", name="Open in my calendar").wait_for()
    page.get_by_role("button", name="Close this address: ").first.click()
    page.get_by_role("button", name="Close it").wait_for()


def files_offered(page: Page) -> None:
    """What a patient may take along, opened."""
    for words in ("Other files", "Your documents"):
        page.get_by_text(words, exact=True).click()
    page.get_by_role("link", name="Exercise log, for a spreadsheet (CSV)").wait_for()


def visit_prepared_and_moved(page: Page) -> None:
    """The page before a visit, and the form for the wish about it; nothing is saved."""
    page.get_by_role("button", name="Prepare", exact=True).click()
    page.get_by_role("link", name="Whole summary").wait_for()
    page.get_by_role("button", name="Choose a time: ").click()
    page.get_by_label("Day", exact=True).wait_for()


def visit_planned(page: Page) -> None:
    """The form to plan a series; nothing is saved."""
    page.get_by_role("button", name="Plan a visit").click()
    page.get_by_role("button", name="Several visits").click()
    page.get_by_label("How many visits in all").wait_for()


def handing_over(page: Page) -> None:
    """The form to hand patients over, with its list of patients; nobody is told."""
    page.get_by_role("button", name="Hand over").click()
    page.get_by_text("Some", exact=True).click()
    page.get_by_role("checkbox").first.wait_for()


def filters_open(page: Page) -> None:
    """The panel's filters and views on a phone, and a choice that nobody matches."""
    page.get_by_role("button", name="Filters").click()
    page.get_by_role("button", name="Report waits").click()
    page.get_by_text("Views", exact=True).click()
    page.get_by_role("button", name="Save the view").wait_for()


def marking(page: Page) -> None:
    """The dialog before a reason is put off; nothing is sent."""
    page.locator("[data-mark=snooze]").first.click()
    page.get_by_role("dialog", name="Put off").wait_for()


def saying_no(page: Page) -> None:
    """A handover, and the question before it is refused."""
    page.get_by_role("button", name="Decir que no").first.click()
    page.get_by_role("button", name="No, no lo quiero").wait_for()


STATES: tuple[tuple[str, str, Callable[[Page], None]], ...] = (
    (PATIENT, "/today", exercise_open),
    (PATIENT, "/today", exercise_logged),
    (PATIENT, "/session", session_played),
    (OTHER, "/check-in", body_map_open),
    (OTHER, "/check-in", safety_questions_open),
    (PATIENT, "/measures/rmdq", questionnaire_finished),
    (THERAPIST, "/patients/{patient}/measurements", history_open),
    (THERAPIST, "/patients/{patient}/program", builder_open),
    (PATIENT, "/intake", intake_asked),
    (ADMINISTRATOR, "/admin/clinic", number_asked),
    (PHYSIATRIST, "/patients/{patient}/order", order_checked),
    (PHYSIATRIST, "/patients/{patient}", summary_open),
    (PATIENT, "/visits", visit_asked_about),
    (PATIENT, "/visits", calendar_address_made),
    (PATIENT, "/settings", files_offered),
    (PHYSIATRIST, "/patients/{patient}/visits", visit_prepared_and_moved),
    (THERAPIST, "/patients/{patient}/visits", visit_planned),
    (PHYSIATRIST, "/panel", handing_over),
    (PHYSIATRIST, "/panel", filters_open),
    (PHYSIATRIST, "/panel", marking),
    (SPANISH, "/es/sharing", saying_no),
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("who", "path", "arrive"), STATES)
def test_a_state_of_a_screen_can_be_used_by_everyone(
    contexts: dict[str, BrowserContext],
    base_url: str,
    patient_id: str,
    scheme: str,
    who: str,
    path: str,
    arrive: Callable[[Page], None],
) -> None:
    page = opened(contexts[scheme], base_url, who, path.format(patient=patient_id))
    arrive(page)
    checked(page)
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("who", "link", "heading"),
    [
        (THERAPIST, "Go on with the draft", "Progress report (draft)"),
        (PHYSIATRIST, "Progress report 2", "Progress report 2"),
    ],
)
def test_a_progress_report_can_be_used_by_everyone(
    contexts: dict[str, BrowserContext], base_url: str, patient_id: str, scheme: str, who: str, link: str, heading: str
) -> None:
    page = opened(contexts[scheme], base_url, who, f"/patients/{patient_id}/reports")
    page.get_by_role("link", name=link, exact=True).click()
    page.get_by_role("heading", level=1, name=heading, exact=True).wait_for()
    settled(page)
    checked(page)
    page.close()


@pytest.mark.parametrize("path", ["/today", "/session", "/check-in", "/visits"])
def test_nothing_is_cut_off_with_text_of_twice_the_size(
    contexts: dict[str, BrowserContext], base_url: str, path: str
) -> None:
    page = opened(contexts["light"], base_url, PATIENT, path)
    page.add_style_tag(content="html { font-size: 200% !important; }")
    width = page.evaluate("document.documentElement.scrollWidth")
    title = page.get_by_role("heading", level=1).bounding_box()
    page.close()
    assert width <= 390, "the screen scrolls sideways"
    assert title is not None
    assert title["width"] > 250, "the title has no room"


def opened(context: BrowserContext, base_url: str, who: str | None, path: str) -> Page:
    """A page of a person (None: of nobody) in this context."""
    context.clear_cookies()
    if who is not None:
        name, _, value = signed_in(base_url, who).partition("=")
        context.add_cookies([{"name": name, "value": value, "url": base_url}])
    page = context.new_page()
    page.goto(path)
    settled(page)
    return page


def checked(page: Page) -> None:
    """No rule is broken, and nothing is wider than the screen."""
    page.evaluate(AXE)
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    problems = [
        f"{each['id']} ({each['impact']}): {node['html'][:160]}"
        for each in found["violations"]
        for node in each["nodes"]
    ]
    assert problems == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390, "the screen scrolls sideways"


def settled(page: Page) -> None:
    """Until nothing loads any more: no shape of what comes is left."""
    page.wait_for_load_state("networkidle")
    page.wait_for_function("!document.querySelector('.hs-skeleton')")
