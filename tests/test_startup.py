"""The program starts fast because it loads little: nothing heavy before a command is known."""

import json
import subprocess
import sys

import pytest

HEAVY = {
    "duckdb",
    "_duckdb",
    "pyarrow",
    "numpy",
    "rich",
    "minijinja",
    "yaml",
    "isal",
    "xxhash",
    "urllib3",
    "trafilatura",
    "watchfiles",
}

SCRIPT = """
import json, sys
from tallylight.cli import main
code = main(sys.argv[1:])
print(json.dumps([code, sorted(sys.modules)]), file=sys.stderr)
"""


@pytest.mark.parametrize(
    "words", [["--help"], ["--version"], ["check", "--help"], ["pull", "--help"], ["nonsense"], ["add"]]
)
def test_nothing_heavy_is_loaded_before_a_command_runs(words: list[str]) -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT, *words], capture_output=True, text=True, check=True)
    _, loaded = json.loads(done.stderr.splitlines()[-1])
    assert not HEAVY & {name.split(".")[0] for name in loaded}
    assert {name for name in loaded if name.startswith("tallylight")} <= {
        "tallylight", "tallylight.cli", "tallylight.errors", "tallylight.settings",
    }  # fmt: skip


def test_a_question_does_not_load_what_only_a_build_needs() -> None:
    script = "import json, sys; import tallylight.ledger; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    loaded = {name.split(".")[0] for name in json.loads(done.stdout)}
    assert not {"pyarrow", "numpy", "isal", "xxhash", "urllib3", "trafilatura", "watchfiles"} & loaded
