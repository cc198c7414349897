"""The questions of a FHIR Questionnaire: their texts, answers and ordinal values. Notes each problem with its path."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from patient_app.domain.errors import FieldError

Json = dict[str, Any]

ORDINAL_URLS = frozenset(
    {
        "http://hl7.org/fhir/StructureDefinition/ordinalValue",
        "http://hl7.org/fhir/StructureDefinition/itemWeight",
        "http://hl7.org/fhir/StructureDefinition/questionnaire-ordinalValue",
    }
)
MIN_URL = "http://hl7.org/fhir/StructureDefinition/minValue"
MAX_URL = "http://hl7.org/fhir/StructureDefinition/maxValue"
TRANSLATION_URL = "http://hl7.org/fhir/StructureDefinition/translation"
LANGUAGES = ("en", "es")

MOST_DEPTH = 8
HIGHEST_VALUE = 100
MOST_STEPS = 21


@dataclass(frozen=True, slots=True)
class Question:
    """One question in our own form, with the range of its values. `kind` is tick or options."""

    path: str
    kind: str
    low: int
    high: int
    data: Json


class ItemReader:
    """Reads the questions, of groups too. Afterwards: `introduction` (a text before the first question), and whether
    every text is in both languages.
    """

    def __init__(self, problems: list[FieldError], language: str) -> None:
        self.problems = problems
        self.language = language
        self.introduction: dict[str, str] | None = None
        self.is_translated = True
        self._seen: set[str] = set()

    def read(self, items: object, path: str = "item", depth: int = 0) -> list[Question]:
        """The questions in their order."""
        if items is None and depth:
            return []
        if not isinstance(items, list):
            self.problems.append(FieldError(path, "Give a list of questions."))
            return []
        if depth > MOST_DEPTH:
            self.problems.append(FieldError(path, "The groups lie too deep in one another."))
            return []
        found: list[Question] = []
        for number, item in enumerate(items):
            at = f"{path}[{number}]"
            if not isinstance(item, dict):
                self.problems.append(FieldError(at, "Give an object."))
            elif item.get("type") == "group":
                self._introduce(item, found)
                found += self.read(item.get("item"), f"{at}.item", depth + 1)
            elif item.get("type") == "display":
                self._introduce(item, found)
            else:
                question = self._question(item, at)
                found += [question] if question else []
        return found

    def _introduce(self, item: Json, found: list[Question]) -> None:
        if not found and self.introduction is None and is_text(item.get("text")):
            self.introduction = self._words(item, "text")

    def _question(self, item: Json, path: str) -> Question | None:
        before = len(self.problems)
        id = self._id(item, path)
        if not is_text(item.get("text")):
            self.problems.append(FieldError(f"{path}.text", "Write the question."))
        if item.get("enableWhen"):
            self.problems.append(
                FieldError(f"{path}.enableWhen", "A question that depends on an answer cannot be scored.")
            )
        if item.get("repeats"):
            self.problems.append(FieldError(f"{path}.repeats", "A question with several answers cannot be scored."))
        if item.get("item"):
            self.problems.append(FieldError(f"{path}.item", "Questions below a question cannot be scored."))
        form = self._form(item, path)
        if form is None or len(self.problems) > before:
            return None
        data = {"id": id, "text": self._words(item, "text"), "answer": form}
        return Question(path, form["kind"], form["min"], form["max"], data)

    def _id(self, item: Json, path: str) -> str:
        found = item.get("linkId")
        if not is_text(found) or len(str(found)) > 60 or not str(found).isprintable():
            self.problems.append(FieldError(f"{path}.linkId", "Give each question a linkId."))
        elif str(found) in self._seen:
            self.problems.append(FieldError(f"{path}.linkId", "Another question has this linkId."))
        self._seen.add(str(found))
        return str(found)

    def _form(self, item: Json, path: str) -> Json | None:
        match item.get("type"):
            case "choice":
                return self._options(item, path)
            case "boolean":
                return {"kind": "tick", "min": 0, "max": 1, "low": None, "high": None, "options": None}
            case "integer":
                return self._numbers(item, path)
            case "open-choice":
                self.problems.append(FieldError(f"{path}.type", "An answer in own words cannot be scored."))
            case _:
                self.problems.append(
                    FieldError(
                        f"{path}.type", "This kind of question cannot be scored. Use choice, boolean or integer."
                    )
                )
        return None

    def _options(self, item: Json, path: str) -> Json | None:
        if item.get("answerValueSet"):
            self.problems.append(
                FieldError(f"{path}.answerValueSet", "Write the answers out, as answerOption: value sets are not read.")
            )
            return None
        options = item.get("answerOption")
        if not isinstance(options, list) or len(options) < 2:
            self.problems.append(FieldError(f"{path}.answerOption", "Give at least 2 answers."))
            return None
        found: list[Json] = []
        for number, option in enumerate(options):
            at = f"{path}.answerOption[{number}]"
            if not isinstance(option, dict):
                self.problems.append(FieldError(at, "Give an object."))
                continue
            read = self._option(option, at)
            if read is None:
                continue
            if any(read["value"] == other["value"] for other in found):
                self.problems.append(FieldError(at, "Another answer has the same ordinal value."))
            found.append(read)
        if len(found) < len(options):
            return None
        values = [option["value"] for option in found]
        return {"kind": "options", "min": min(values), "max": max(values), "low": None, "high": None, "options": found}

    def _option(self, option: Json, path: str) -> Json | None:
        coding = option.get("valueCoding")
        coding = coding if isinstance(coding, dict) else {}
        words = self._words(coding, "display") if is_text(coding.get("display")) else None
        for plain in ("valueString", "valueInteger"):
            if words is None and plain in option:
                words = dict.fromkeys(LANGUAGES, str(option[plain]))
        if words is None or not words[LANGUAGES[0]].strip():
            self.problems.append(FieldError(path, "Write the answer, as valueCoding.display or valueString."))
        value = _ordinal(option)
        value = _ordinal(coding) if value is None else value
        value = option.get("valueInteger") if value is None else value
        if value is None:
            self.problems.append(FieldError(path, "It has no ordinal value."))
            return None
        whole = _whole(value)
        if whole is None or not 0 <= whole <= HIGHEST_VALUE:
            self.problems.append(FieldError(path, "The ordinal value must be a whole number from 0 to 100."))
            return None
        return {"value": whole, "text": words} if words else None

    def _numbers(self, item: Json, path: str) -> Json | None:
        """A whole number from a lowest to a highest: one answer for each."""
        low, high = _whole(_extension(item, MIN_URL)), _whole(_extension(item, MAX_URL))
        if low is None or high is None or not 0 <= low < high <= HIGHEST_VALUE:
            self.problems.append(
                FieldError(path, "Give its lowest and highest whole number, in the extensions minValue and maxValue.")
            )
            return None
        if high - low >= MOST_STEPS:
            self.problems.append(FieldError(path, "A range has at most 21 values. Use choice for others."))
            return None
        options = [{"value": n, "text": dict.fromkeys(LANGUAGES, str(n))} for n in range(low, high + 1)]
        return {"kind": "options", "min": low, "max": high, "low": None, "high": None, "options": options}

    def _words(self, owner: Json, key: str) -> dict[str, str]:
        words = translated(owner, key, self.language, str(owner[key]))
        self.is_translated = self.is_translated and _has_translation(owner, key, self.language)
        return words


def is_text(found: object) -> bool:
    """Is it a text that is not empty?"""
    return isinstance(found, str) and bool(found.strip())


def translated(owner: Json, key: str, language: str, text: str) -> dict[str, str]:
    """A text in every language of the app: from the translation extension, else the text as it is."""
    words = dict.fromkeys(LANGUAGES, text.strip())
    for code, content in _translations(owner, key):
        if code in words and code != language:
            words[code] = content
    return words


def _has_translation(owner: Json, key: str, language: str) -> bool:
    others = {code for code, _ in _translations(owner, key)}
    return all(code in others for code in LANGUAGES if code != language)


def _translations(owner: Json, key: str) -> Iterator[tuple[str, str]]:
    extra = owner.get(f"_{key}")
    if not isinstance(extra, dict) or not isinstance(extra.get("extension"), list):
        return
    for each in extra["extension"]:
        if not isinstance(each, dict) or each.get("url") != TRANSLATION_URL:
            continue
        parts = {str(p.get("url")): p for p in each.get("extension") or () if isinstance(p, dict)}
        code = parts.get("lang", {}).get("valueCode")
        content = next((v for k, v in parts.get("content", {}).items() if k.startswith("value")), None)
        if is_text(code) and is_text(content):
            yield str(code).split("-")[0], str(content).strip()


def _extension(owner: Json, *urls: str) -> object:
    found = owner.get("extension")
    for each in found if isinstance(found, list) else ():
        if isinstance(each, dict) and each.get("url") in urls:
            return next((value for key, value in each.items() if key.startswith("value")), None)
    return None


def _ordinal(owner: Json) -> object:
    return _extension(owner, *ORDINAL_URLS)


def _whole(value: object) -> int | None:
    """A whole number, also when it is written as 2.0."""
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value or abs(value) > 10**9:
        return None
    return int(value) if int(value) == value else None
