"""Publishers stand above the ledger: what they bring is given to a build, and they know nothing of it."""

import ast
from pathlib import Path

import tallylight.publishers

ALLOWED = {"tallylight", "tallylight.errors", "tallylight.model", "tallylight.disk"}
FOLDERS = ("tallylight.sources", "tallylight.publishers")


def test_publishers_import_only_what_stands_above_them() -> None:
    folder = Path(tallylight.publishers.__file__).parent
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            for name in names:
                assert not name.startswith("tallylight") or name in ALLOWED or name.startswith(FOLDERS), (path, name)


def test_only_one_module_opens_connections() -> None:
    folder = Path(tallylight.publishers.__file__).parent
    using = {path.name for path in folder.rglob("*.py") if "import urllib3" in path.read_text(encoding="utf-8")}
    assert using == {"wire.py", "trouble.py"}  # the second only names its errors
