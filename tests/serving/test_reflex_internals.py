"""What serving takes for granted about Reflex's insides. A failure here after an upgrade says what to mend."""

import inspect
import json
import re
from pathlib import Path

import pytest
import reflex_base
from granian.server.mp import MPServer
from reflex import constants
from reflex.app import App, EventNamespace
from reflex.utils.exec import get_frontend_mount
from reflex_base.compiler import templates
from reflex_base.constants.state import FIELD_MARKER
from reflex_base.environment import EnvironmentVariables

from patient_app.serving.frontend import STATIC
from tests.servers import front_end


@pytest.fixture(scope="module")
def assets() -> Path:
    """The built scripts and styles."""
    return front_end() / STATIC / "assets"


@pytest.mark.parametrize(
    "name",
    [
        "REFLEX_WEB_WORKDIR",
        "REFLEX_ENV_MODE",
        "REFLEX_BACKEND_ONLY",
        "REFLEX_CHECK_LATEST_VERSION",
        "REFLEX_DIR",
        "REFLEX_USE_NPM",
        "NPM_CONFIG_REGISTRY",
        "__REFLEX_SKIP_COMPILE",
        "__REFLEX_MOUNT_FRONTEND_COMPILED_APP",
    ],
)
def test_the_variables_that_are_set_still_exist(name: str) -> None:
    setting = vars(EnvironmentVariables)[name.removeprefix("__")]
    assert setting.internal == name.startswith("__")


def test_static_files_are_where_serving_looks_for_them() -> None:
    assert Path(constants.Dirs.STATIC) == STATIC
    assert "constants.Dirs.STATIC" in inspect.getsource(get_frontend_mount)


def test_the_one_chunk_with_the_address_asks_the_page_instead(assets: Path) -> None:
    (chunk,) = assets.glob("reflex-env-*.js")
    text = chunk.read_text()
    assert 'location.origin.replace(/^http/,"ws")+"/_event"' in text
    assert "localhost" not in text


def test_no_other_file_names_the_address_of_the_build(assets: Path) -> None:
    named = [path.name for path in assets.parent.rglob("*") if path.suffix in {".js", ".html"} and _names_host(path)]
    assert named == []


def _names_host(path: Path) -> bool:
    return "localhost:8000" in path.read_text()


def test_the_port_is_kept_on_https_at_localhost(assets: Path) -> None:
    kept = [path for path in assets.glob("*.js") if ".port=window.location.port" in path.read_text()]
    assert len(kept) == 1


def test_scripts_do_not_compete_with_the_first_paint(assets: Path) -> None:
    for page in assets.parent.rglob("*.html"):
        text = page.read_text()
        assert 'rel="modulepreload"' not in text, page
        assert 'type="module"' not in text, page
        if page.name == "offline.html":  # shown under any address, so no script may start there
            assert "<script" not in text, page
            continue
        assert "requestAnimationFrame(begin)" in text, page


def test_the_table_of_routes_and_the_chunks_are_read_as_they_are_written(assets: Path) -> None:
    """The service worker keeps what `serving/worker.py` finds; `Remembered` puts values back into this store."""
    files, screens, addresses = _kept(assets.parent)
    assert addresses == ["/es/measures/:code", "/measures/:code"]
    assert "/404" in files
    assert sum("_measures_.__code_._index" in path for path in files) == 2, "one a language"
    assert {"/today", "/check-in", "/progress", "/es/today", "/es/check-in", "/es/progress"} <= set(screens)
    assert {f"/{path.relative_to(assets.parent)}" for path in assets.glob("*.css")} <= set(files)
    for part in ("entry.client-", "root-", "manifest-", "reflex-env-", "_progress_._index-", "plotly-basic.min-"):
        assert sum(path.startswith(f"/assets/{part}") for path in files) == 1, part
    # What clinicians alone use stays away from a patient's phone.
    assert not [path for path in files if re.search(r"_(admin|panel|caseload)_", path)]
    for path in files:
        assert (assets.parent / (path[1:] if "." in path else f"{path[1:]}.html")).is_file(), path


def test_no_kept_script_asks_for_one_that_is_not_kept(assets: Path) -> None:
    files, _, _ = _kept(assets.parent)
    for path in files:
        if path.endswith(".js"):
            asked = re.findall(
                r"""(?:from|import)\s*\(?\s*["'`]\./([\w.-]+\.js)""", (assets.parent / path[1:]).read_text()
            )
            assert {f"/assets/{name}" for name in asked} <= set(files), path


def test_the_state_of_a_page_can_still_be_read_and_given_back_in_the_browser() -> None:
    """`Remembered` (ui/client) dispatches a page's vars into Reflex's store, as an answer of the server does."""
    utils = Path(reflex_base.__path__[0]) / ".templates" / "web" / "utils"
    registry, state = (utils / "context-registry.js").read_text(), (utils / "state.js").read_text()
    assert "export function useStateContext(name)" in registry
    assert "export const DispatchContext" in registry
    assert "dispatch[substate](delta[substate])" in state
    assert 'const NEW_VERSION_BANNER_ID = "reflex-new-version-banner"' in state
    assert 'const LAST_RELOADED_KEY = "reflex_last_reloaded_on_error"' in state
    # Only what the server's state has differently from the compiled page is sent first: a page that was given back
    # stays until it is read anew.
    assert "initialStateHashes" in inspect.getsource(templates)
    assert FIELD_MARKER == "_rx_state_"


def _kept(static: Path) -> tuple[dict[str, str], list[str], list[str]]:
    found = re.search(r"^const SHELL = (.*);$", (static / "sw.js").read_text(), re.MULTILINE)
    assert found
    shell = json.loads(found[1])
    return shell["files"], shell["screens"], shell["addresses"]


def test_a_connection_still_names_its_state_in_the_query() -> None:
    source = inspect.getsource(EventNamespace.on_connect)
    assert 'environ.get("QUERY_STRING"' in source
    assert 'query_params.get("token"' in source


def test_changes_can_still_be_pushed_from_outside_an_event() -> None:
    assert {"token", "background"} <= set(inspect.signature(App.modify_state).parameters)
    assert hasattr(EventNamespace, "token_to_sid")


def test_pages_need_no_eval_and_no_inline_handlers(assets: Path) -> None:
    for page in assets.parent.rglob("*.html"):
        assert not re.search(r"\son\w+=", re.sub(r"<script.*?</script>", "", page.read_text(), flags=re.DOTALL)), page


def test_the_server_still_starts_its_workers_in_one_place() -> None:
    """`runtime` speaks up only after the worker was forked, by way of this method."""
    assert list(inspect.signature(MPServer._spawn_workers).parameters) == ["self", "spawn_target", "target_loader"]
