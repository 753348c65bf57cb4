"""Write the generated parts of docs/reference.md from the commands as the code declares them.

Between `<!-- command NAME -->` and `<!-- end -->` the page holds what this program writes; the rest is written by hand.
Run by `make golden`; a test compares.
"""

import argparse
import re
from pathlib import Path

from tallylight.cli import parser

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reference.md"
BLOCK = re.compile(r"<!-- command (\S+) -->\n.*?<!-- end -->", re.DOTALL)
EVERYWHERE = {"help", "ledger", "edition", "no_color", "debug", "version"}


def commands() -> dict[str, argparse.ArgumentParser]:
    """Every command by name, in the order of the code."""
    found = [action for action in parser()._actions if isinstance(action, argparse._SubParsersAction)]
    return dict(found[0].choices)


def usage(name: str, one: argparse.ArgumentParser) -> str:
    """The command with its arguments, on one line."""
    words = ["tallylight", name]
    for action in one._actions:
        if action.dest in EVERYWHERE:
            continue
        words.append(written(action) if required(action) else f"[{written(action)}]")
    return " ".join(words)


def required(action: argparse.Action) -> bool:
    """Whether the command cannot run without it."""
    return action.required if action.option_strings else action.nargs not in ("?", "*")


def written(action: argparse.Action) -> str:
    """An argument as it is typed."""
    value = str(action.metavar or "")
    if action.nargs == "+":
        value += "..."
    return " ".join([*action.option_strings[-1:], *([value] if value else [])])


def table(actions: list[argparse.Action]) -> list[str]:
    """One line for each argument or option."""
    rows = [f"| `{written(action)}` | {action.help} |" for action in actions if action.help]
    return ["| argument | meaning |", "| --- | --- |", *rows]


def block(name: str) -> str:
    """The generated part for one command, or for the options that all commands have (`everywhere`)."""
    if name == "everywhere":
        options = [action for action in parser()._actions if action.dest in EVERYWHERE - {"help"}]
        return "\n".join(table(options))
    one = commands()[name]
    own = table([action for action in one._actions if action.dest not in EVERYWHERE])
    example = str(one.epilog).removeprefix("example: ")
    return "\n".join([str(one.description), "", f"    {usage(name, one)}", "", f"Example: `{example}`", "", *own])


def page(text: str) -> str:
    """The page with every generated part made anew."""
    return BLOCK.sub(lambda found: f"<!-- command {found[1]} -->\n{block(found[1])}\n<!-- end -->", text)


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
