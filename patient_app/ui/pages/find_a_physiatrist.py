"""`/find-a-physiatrist`: what one is, when a referral is needed, what to ask, and where to look."""

import reflex as rx

from patient_app.domain.text import Translator
from patient_app.ui import components as ui
from patient_app.ui.components.visitors import FindWays

# The public directory of the American Academy of Physical Medicine and Rehabilitation.
DIRECTORY = "https://www.aapmr.org/about-physiatry/find-a-physiatrist"


def page(t: Translator) -> rx.Component:
    """The page, for anyone."""
    return ui.page(
        t,
        t("Find a physiatrist"),
        rx.el.div(
            rx.el.h2(t("What a physiatrist is")),
            rx.el.p(
                t(
                    "A physiatrist is a medical doctor for the way you move and function: back, neck, joints, nerves "
                    "and muscles. You say it like this: fizz-EYE-a-trist. The field is called physical medicine and "
                    "rehabilitation."
                )
            ),
            rx.el.p(
                t(
                    "This doctor examines you, says whether physical therapy is likely to help, orders it, and meets "
                    "you again to see how it goes. A physiatrist does not operate."
                )
            ),
            rx.el.h2(t("When to go")),
            rx.el.ul(
                rx.el.li(t("Pain in the back, neck or a joint does not settle after some weeks, or comes back.")),
                rx.el.li(t("It keeps you from walking, sleeping, working, or what you like to do.")),
                rx.el.li(t("After a stroke, an injury or an operation, you want to move better again.")),
                rx.el.li(t("Your primary care doctor says so.")),
            ),
            rx.el.h2(t("Do you need a referral?")),
            rx.el.p(
                t(
                    "It depends on your insurance. Some plans want your primary care doctor to refer you first. With "
                    "others you can make the appointment yourself. Call the number on your insurance card and ask."
                )
            ),
            rx.el.h2(t("What to ask your insurance")),
            rx.el.ul(
                rx.el.li(t("Do I need a referral to see a physiatrist?")),
                rx.el.li(t("Is this doctor in my network?")),
                rx.el.li(t("How many physical therapy visits are covered, and do they need approval first?")),
                rx.el.li(t("What will I pay for a visit?")),
            ),
            rx.el.h2(t("What to ask the doctor's office")),
            rx.el.ul(
                rx.el.li(t("Does the doctor often treat my problem?")),
                rx.el.li(t("Which records and images should I bring?")),
                rx.el.li(t("Which physical therapists do you work with?")),
                rx.el.li(t("Do you use Homestretch? Could I have an invitation code?")),
            ),
            rx.el.h2(t("What to bring")),
            rx.el.ul(
                rx.el.li(t("The referral, when you need one, and your insurance card.")),
                rx.el.li(t("Images and test results, on paper or as a disc.")),
                rx.el.li(t("A list of your medicines, and of operations you have had.")),
                rx.el.li(t("What makes it worse and better, and what you have tried.")),
            ),
            rx.el.h2(t("Where to look")),
            rx.el.p(
                t("The American Academy of Physical Medicine and Rehabilitation has a public list of its doctors.")
            ),
            rx.el.p(ui.outside_link(t("Open the list of physiatrists at aapmr.org"), DIRECTORY)),
            class_name="hs-prose",
        ),
        ui.notice(
            t(
                "Go to an emergency room now, or call 911, for new weakness or numbness in both legs, numbness "
                "between your legs, or when you suddenly cannot hold or pass urine or stool."
            ),
            tone="stop",
            title=t("Some back problems cannot wait"),
        ),
        FindWays.create(t=t),
    )
