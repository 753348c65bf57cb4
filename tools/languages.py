"""Write the table of groups in docs/languages.md from the records in src/tallylight/claims/languages.

Between `<!-- groups -->` and `<!-- end -->` the page holds what this program writes: every group of `Language`, every field,
and what its docstring says. The rest is written by hand. Run by `make golden`; a test compares.
"""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "languages.md"
CODE = ROOT / "src" / "tallylight" / "claims" / "languages"
MODULES = ("language", "reading", "figures", "wording", "rules")
BLOCK = re.compile(r"<!-- groups -->\n.*?<!-- end -->", re.DOTALL)


def records() -> dict[str, tuple[str, dict[str, tuple[str, str]]]]:
    """Of every record by name: its docstring, and of each field its type and its docstring."""
    found = {}
    for module in MODULES:
        tree = ast.parse((CODE / f"{module}.py").read_text(encoding="utf-8"))
        for node in tree.body:
            if isinstance(node, ast.ClassDef):
                found[node.name] = (ast.get_docstring(node) or "", _fields(node))
    return found


def _fields(record: ast.ClassDef) -> dict[str, tuple[str, str]]:
    fields = {}
    for one, after in zip(record.body, record.body[1:], strict=False):
        if not (isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant)):
            continue
        told = " ".join(str(after.value.value).split())
        if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name):
            fields[one.target.id] = (ast.unparse(one.annotation), told)
        elif isinstance(one, ast.Assign) and isinstance(one.targets[0], ast.Name):
            fields[one.targets[0].id] = ("", told)
    return fields


def _rows(fields: dict[str, tuple[str, str]]) -> list[str]:
    rows = [f"| `{name}` | {_kind(kind)}{told.replace('|', chr(92) + '|')} |" for name, (kind, told) in fields.items()]
    return ["| field | what it must hold |", "| --- | --- |", *rows]


def _kind(kind: str) -> str:
    """What a field is, where it is not one pattern."""
    if kind in ("Pattern", "str", ""):
        return ""
    for word, shown in (("Callable", "A function. "), ("Mapping", "A table. "), ("frozenset", "A set of words. ")):
        if kind.startswith(word):
            return shown
    return "Several, in order. " if kind.startswith("tuple") else ""


def groups() -> str:
    """The generated part: the record of a language, then each of its groups, then the forms of times."""
    known = records()
    own, forms = known.pop("Language"), known.pop("DateForm")
    parts = ["### Language", "", own[0], "", *_rows(own[1])]
    for name, (kind, _) in own[1].items():
        kind = kind.removeprefix("tuple[").removesuffix(", ...]")
        if kind in known:
            told, fields = known.pop(kind)
            parts += ["", f"### {name} ({kind})", "", told, "", *_rows(fields)]
    assert not known, f"no field of Language holds {', '.join(known)}"
    told = forms[0].replace("\n", " ")
    return "\n".join([*parts, "", "### Forms of times (DateForm)", "", told, "", *_rows(forms[1])])


def page(text: str) -> str:
    """The page with its generated part made anew."""
    return BLOCK.sub(lambda _: f"<!-- groups -->\n{groups()}\n<!-- end -->", text)


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
