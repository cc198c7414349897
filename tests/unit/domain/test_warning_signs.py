"""What warning-sign answers lead to."""

from patient_app.domain.entries import Answer
from patient_app.domain.warning_signs import Judgement, Level, Question, history_in, judge

QUESTIONS = (
    Question("RF1", Level.E),
    Question("RF7", Level.E, history=True),
    Question("RF9", Level.U),
    Question("RF10", Level.U, history=True),
)
NO, YES, NOT_SURE = Answer.NO, Answer.YES, Answer.NOT_SURE


def test_all_no_needs_nothing_now() -> None:
    assert judge(QUESTIONS, dict.fromkeys(("RF1", "RF7", "RF9", "RF10"), NO)) == Judgement(None, ())
    assert judge(QUESTIONS, {}) == Judgement(None, ())


def test_not_sure_counts_as_yes() -> None:
    assert judge(QUESTIONS, {"RF9": NOT_SURE}) == Judgement(Level.U, ("RF9",))


def test_the_gravest_level_rules_and_all_positive_answers_are_named_in_order() -> None:
    assert judge(QUESTIONS, {"RF9": YES, "RF1": NOT_SURE}) == Judgement(Level.E, ("RF1", "RF9"))


def test_known_history_holds_nothing_again() -> None:
    known = history_in(QUESTIONS, {"RF7": YES, "RF10": NOT_SURE, "RF1": YES, "RF9": YES})
    assert known == {"RF7", "RF10"}
    assert judge(QUESTIONS, {"RF7": YES, "RF10": YES}, known) == Judgement(None, ())
    assert judge(QUESTIONS, {"RF7": YES}) == Judgement(Level.E, ("RF7",))


def test_only_history_is_ever_known() -> None:
    assert judge(QUESTIONS, {"RF1": YES}, {"RF1"}).level is Level.E


def test_an_answer_to_a_question_that_was_not_asked_is_not_judged() -> None:
    assert judge(QUESTIONS, {"RF99": YES}) == Judgement(None, ())
