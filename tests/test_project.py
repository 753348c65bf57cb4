"""The project around the code: what is shipped, what is promised, and that no machine or registry is baked in."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import tallylight

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = (".ci", "bench", "docs", "src", "tests", "tools")
BINARY = {".png", ".gz", ".zip", ".parquet"}


def shipped() -> list[Path]:
    """Every file of the project, without what was installed or made here."""
    top = [path for path in ROOT.iterdir() if path.is_file()]
    below = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*") if path.is_file()]
    return sorted(path for path in top + below if path.suffix != ".pyc")


def texts() -> dict[Path, str]:
    files = [path for path in shipped() if path.suffix not in BINARY and path != Path(__file__)]
    return {path.relative_to(ROOT): path.read_text(encoding="utf-8", errors="replace") for path in files}


def test_the_licence_is_the_whole_apache_licence() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Version 2.0, January 2004" in text
    assert "END OF TERMS AND CONDITIONS" in text


def test_the_version_is_said_once_and_has_its_place_in_the_changelog() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == tallylight.__version__
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"### {tallylight.__version__}" in changelog or f"## [{tallylight.__version__}]" in changelog
    assert "#### Figures" in changelog


def test_no_path_of_one_machine_is_shipped() -> None:
    # A program may ask the system for its home or temporary folder; it may not know where somebody's is.
    found = {
        str(path): match[0]
        for path, text in texts().items()
        for match in [re.search(r"/(?:root|home/\w+|work)/\S*", text)]
        if match
    }
    assert found == {}


def test_no_package_registry_is_named() -> None:
    found = {str(path) for path, text in texts().items() if re.search(r"pypi\.org|index-url|--extra-index|npmjs", text)}
    assert found == set()


def test_everything_that_make_offers_is_explained() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in ("demo", "test", "lint", "starter", "bench", "golden", "screenshot"):
        assert re.search(rf"^{target}:.*## \w", makefile, re.MULTILINE), target


def test_the_two_commands_of_the_readme_are_there() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "make demo" in readme
    assert "make test" in readme


def test_the_checks_run_by_one_script() -> None:
    script = ROOT / ".ci" / "run"
    assert script.stat().st_mode & 0o111
    text = script.read_text(encoding="utf-8")
    assert "set -euo pipefail" in text
    assert text.rstrip().endswith("make test")


def test_an_old_python_can_read_the_installer() -> None:
    """Only syntax that Python 3.6 knows, so that it can say in one line that it is too old."""
    import ast

    source = (ROOT / "tools" / "bootstrap.py").read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 6))


def test_the_installer_says_in_one_line_which_python_it_needs(tmp_path: Path) -> None:
    program = (
        "import runpy, shutil, sys; sys.version_info = (3, 9, 1, 'final', 0); shutil.which = lambda name: None\n"
        f"sys.argv = ['bootstrap.py']; runpy.run_path({str(copy_of_installer(tmp_path))!r})"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert ended.stderr.splitlines()[-1] == (
        "tallylight: Python 3.11 or newer is needed, and python3 is 3.9. Install a newer one, then try again."
    )


def copy_of_installer(folder: Path) -> Path:
    """In an empty project, so that nothing that is installed here is found."""
    (folder / "tools").mkdir()
    (folder / "pyproject.toml").write_text("", encoding="utf-8")
    copy = folder / "tools" / "bootstrap.py"
    copy.write_bytes((ROOT / "tools" / "bootstrap.py").read_bytes())
    return copy
