"""The API's description as one plain page, for people who write programs. No scripts, nothing from elsewhere.

(FastAPI's own page loads its scripts from another company's servers, which the content policy rightly forbids.)
"""

from collections.abc import Iterator
from html import escape
from typing import Any

from fastapi import FastAPI, Request
from starlette.responses import HTMLResponse, Response

PATH = "/api/docs"


def install(api: FastAPI) -> None:
    """Serve the page."""

    async def page(request: Request) -> Response:
        return HTMLResponse(html(api.openapi()))

    api.add_route(PATH, page, methods=["GET"], include_in_schema=False)


def html(description: dict[str, Any]) -> str:
    """The page for an OpenAPI description."""
    info, shapes = description["info"], description["components"]["schemas"]
    calls = [
        (method.upper(), path, operation)
        for path, methods in description["paths"].items()
        for method, operation in methods.items()
    ]
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(info['title'])} API</title>"
        '<link rel="stylesheet" href="/tokens.css"><link rel="stylesheet" href="/homestretch.css"></head><body>'
        f'<main class="hs-page"><h1>{escape(info["title"])} API</h1><p>{escape(info["description"])}</p>'
        '<p>For programs: <a href="/api/openapi.json">/api/openapi.json</a> (OpenAPI 3.1). '
        "A field with ? may be left out. A failure is answered with a Problem (RFC 9457).</p>"
        f"{''.join(_call(*call) for call in calls)}"
        f"<h2>Shapes</h2>{''.join(_shape(name, shapes[name]) for name in sorted(shapes))}"
        "</main></body></html>"
    )


def _call(method: str, path: str, operation: dict[str, Any]) -> str:
    lines = [f"<h2><code>{method} {escape(path)}</code></h2><p>{escape(operation['description'])}</p><ul>"]
    for parameter in operation.get("parameters", ()):
        name = parameter["name"] + ("" if parameter.get("required") else "?")
        where = {"query": "in the address", "path": "in the path"}.get(parameter["in"], parameter["in"])
        lines.append(f"<li><code>{escape(name)}</code> ({where}): {sketch(parameter['schema'])}</li>")
    body = operation.get("requestBody")
    if body:
        lines.append(f"<li>Body: {_content(body)}</li>")
    for status, response in operation["responses"].items():
        if status != "4XX":
            lines.append(f"<li>{escape(status)}: {_content(response) or escape(response['description'])}</li>")
    return "".join(lines) + "</ul>"


def _content(part: dict[str, Any]) -> str:
    return ", ".join(sketch(each["schema"]) for each in part.get("content", {}).values() if "schema" in each)


def _shape(name: str, schema: dict[str, Any]) -> str:
    needed = schema.get("required", ())
    fields = "".join(
        f"<li><code>{escape(field)}{'' if field in needed else '?'}</code>: {sketch(inner)}</li>"
        for field, inner in schema.get("properties", {}).items()
    )
    about = f"<p>{escape(schema.get('description', ''))}</p>"
    return f'<h3 id="{escape(name)}">{escape(name)}</h3>{about}<ul>{fields or f"<li>{sketch(schema)}</li>"}</ul>'


def sketch(schema: dict[str, Any]) -> str:
    """A schema in a few words, as HTML: 'whole number, 0 to 10', 'list of Prescription'."""
    if "$ref" in schema:
        name = escape(schema["$ref"].rpartition("/")[2])
        return f'<a href="#{name}">{name}</a>'
    if "anyOf" in schema:
        return " or ".join(sketch(each) for each in schema["anyOf"])
    if "enum" in schema or "const" in schema:
        return ", ".join(f"<code>{escape(str(each))}</code>" for each in schema.get("enum", [schema.get("const")]))
    return ", ".join([_kind(schema), *_limits(schema)])


def _kind(schema: dict[str, Any]) -> str:
    kind = schema.get("type")
    if kind == "array":
        return f"list of {sketch(schema.get('items', {}))}"
    if kind == "object" and isinstance(schema.get("additionalProperties"), dict):
        return f"object with values: {sketch(schema['additionalProperties'])}"
    words = {"integer": "whole number", "number": "number", "string": "text", "boolean": "true or false"}
    return escape(str(schema.get("format") or words.get(str(kind), kind or "anything")))


def _limits(schema: dict[str, Any]) -> Iterator[str]:
    names = {
        "minimum": "at least",
        "exclusiveMinimum": "more than",
        "maximum": "at most",
        "minLength": "characters at least",
        "maxLength": "characters at most",
        "minItems": "items at least",
        "maxItems": "items at most",
    }
    return (f"{words} {schema[name]}" for name, words in names.items() if name in schema)
