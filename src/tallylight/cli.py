"""The command line: parse the request, call one command, turn errors into one line. Imports nothing heavy at start-up.

Each command is a module of `tallylight.commands` with `run(args) -> int`, imported when it is asked for.
"""

from __future__ import annotations

import argparse
import errno
import importlib
import os
import sys
import textwrap
from collections.abc import Sequence
from typing import NoReturn, TypeAlias

from tallylight import __version__, settings
from tallylight.errors import TallylightError, UsageError

BUG = 70
"""Exit code for a fault of the program itself (EX_SOFTWARE in sysexits.h), apart from those that errors.py lists."""

INTERRUPTED = 130

NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
"""What the system says when an output cannot be written: a full disk, a quota, a file too large, a fault of the device."""

DESCRIPTION = """\
A verified ledger of public spending on surveillance technology, and a
fact-checker for claims about contracts. `tallylight COMMAND --help` has more."""

EXIT_CODES = """\
exit codes: 0 done; 1 done, and something needs a person's eye; 2 wrong usage,
or an output that cannot be written; 3 an input could not be read; 4 the ledger
is missing or damaged; 5 a publisher could not be reached"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return the exit code. `argv` is what follows the program's name."""
    words = sys.argv[1:] if argv is None else list(argv)
    settings.start_no_idle_threads()
    try:
        args = parser().parse_args(words)
        command = importlib.import_module(f"tallylight.commands.{args.command}")
        code: int = command.run(args)
        sys.stdout.flush()
        return code
    except SystemExit as done:  # --help and --version
        return int(done.code or 0)
    except BrokenPipeError:
        # Whoever read the output has had enough (`| head`). Python would complain again while it ends, unless it writes
        # what is left to nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("tallylight: stopped. Nothing was left half done.", file=sys.stderr)
        return INTERRUPTED
    except OSError as error:
        # What a command writes to a file of its own it reports itself; what is left without a name is standard output.
        if error.errno not in NO_ROOM or error.filename is not None:
            return bug(error, words)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        reason = os.strerror(error.errno).lower()
        what = f"the output cannot be written: {reason}"
        return failed(str(UsageError(what, where="standard output", do="Free some space, or name a file.")), 2, words)
    except TallylightError as error:
        return failed(str(error), error.exit_code, words)
    except Exception as error:
        return bug(error, words)


def bug(error: Exception, words: Sequence[str]) -> int:
    """Say that the program itself is at fault."""
    what = f"this is a bug: {type(error).__name__}: {' '.join(str(error).split())}"
    return failed(f"{what}. Run again with --debug, and report what it prints.", BUG, words)


def failed(line: str, code: int, words: Sequence[str]) -> int:
    """Say in one line what went wrong; with --debug also where in the program."""
    if "--debug" in words:
        import traceback

        traceback.print_exc()
    print("tallylight:", " ".join(line.split()), file=sys.stderr)
    return code


class Parser(argparse.ArgumentParser):
    """An argument parser whose complaints have the same form as every other error."""

    def error(self, message: str) -> NoReturn:
        """Raise UsageError in place of argparse's several lines."""
        raise UsageError(message.rstrip("."), do=f"Run `{self.prog} --help`.")


Commands: TypeAlias = "argparse._SubParsersAction[Parser]"
"""Where a command is declared."""


def parser() -> Parser:
    """Every command and option, declared once; each command below, in a function of its own."""
    whole = Parser(
        prog="tallylight",
        usage="%(prog)s [options] COMMAND ...",
        epilog="example: tallylight check article.txt --date 2025-09-15\n\n" + EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    whole.add_argument("--version", action="version", version=f"tallylight {__version__}")
    _everywhere(whole, None)
    commands = whole.add_subparsers(
        dest="command", prog="tallylight", metavar="COMMAND", required=True, help=argparse.SUPPRESS
    )
    shown = []
    for title, declare in GROUPS.items():
        before = len(commands.choices)
        for one in declare:
            one(commands)
        shown += [f"\n{title}:", *map(_listed, list(commands.choices.values())[before:])]
    whole.description = "\n".join([DESCRIPTION, *shown])
    return whole


def _listed(command: Parser) -> str:
    """A command in the list of `tallylight --help`: its name and its sentence, wrapped to 80 columns."""
    name = command.prog.split()[-1]
    return textwrap.fill(str(command.description), 80, initial_indent=f"  {name:<12}", subsequent_indent=" " * 14)


def _add(commands: Commands) -> None:
    add = _command(
        commands,
        "add",
        "Read award files, folders and zips into a new edition of the ledger.",
        "tallylight --ledger ledger add downloads/ FY2025.csv.gz --as-of 2026-08-22",
    )
    add.add_argument(
        "paths", nargs="+", metavar="PATH", help="a file, a folder, a .gz or a .zip; docs/formats.md has every format"
    )
    add.add_argument("--as-of", metavar="DATE", help="the day on which the publisher showed these files, YYYY-MM-DD")
    add.add_argument("--strict", action="store_true", help="refuse a file with any row that cannot be kept")
    add.add_argument(
        "--selection",
        action="store_true",
        help="these files hold selected awards only: say nothing from what they lack",
    )
    add.add_argument(
        "--mapping",
        metavar="FILE",
        action="append",
        default=[],
        help="a YAML file that says what the columns of any other table mean; may be repeated",
    )
    _json(add)


def _map(commands: Commands) -> None:
    mapped = _command(
        commands,
        "map",
        "Propose a mapping file for any other table, from its headings and cells, for a person to finish.",
        "tallylight map cheques.csv --out city.yaml",
    )
    mapped.add_argument("file", metavar="FILE", help="a table: CSV with any delimiter, or a workbook (.xlsx)")
    mapped.add_argument("--out", metavar="OUT", help="where to write it (standard output)")


def _pull(commands: Commands) -> None:
    pull = _command(
        commands,
        "pull",
        "Ask a publisher for award records, make sure of the answer, and add it as one new edition.",
        "tallylight --ledger ledger pull usaspending --agency ICE --agency CBP --since 2025-10-01",
    )
    pull.add_argument("publisher", choices=["usaspending"], metavar="PUBLISHER", help="whom to ask: usaspending")
    pull.add_argument(
        "--agency",
        action="append",
        default=[],
        metavar="NAME",
        help="everything that this agency awarded or paid for, with --since; may be repeated",
    )
    pull.add_argument("--since", metavar="DATE", help="the first day on which an action was signed, YYYY-MM-DD")
    pull.add_argument("--until", metavar="DATE", help="the last such day (the publisher's newest)")
    pull.add_argument("--award", metavar="ID", help="every action of one award: its key, or the number on the contract")
    pull.add_argument("--vendor", metavar="NAME", help="every action of recipients whose name, UEI or DUNS matches")
    pull.add_argument(
        "--monthly", action="store_true", help="the archive file of the department of each --agency, made once a month"
    )
    pull.add_argument(
        "--fiscal-year",
        action="append",
        type=int,
        default=[],
        metavar="YEAR",
        help="for --monthly: which year (the present one); may be repeated",
    )
    pull.add_argument(
        "--update", action="store_true", help="what changed or was withdrawn since the last pull of each agency"
    )
    pull.add_argument(
        "--search",
        action="store_true",
        help="with --agency: by paged search in place of a download, for a few days only",
    )
    pull.add_argument("--dry-run", action="store_true", help="say what would be asked, and ask nothing")
    pull.add_argument("--publisher-url", metavar="URL", help="a mirror to ask (or set TALLYLIGHT_USASPENDING)")
    pull.add_argument(
        "--files-url",
        metavar="URL",
        help="where its files lie, if elsewhere (or set TALLYLIGHT_USASPENDING_FILES)",
    )
    _json(pull)


def _check(commands: Commands) -> None:
    check = _command(
        commands,
        "check",
        "Check what a text says about contracts against the ledger.",
        "tallylight check article.txt --date 2025-09-15 --html report.html",
    )
    check.add_argument(
        "file",
        nargs="?",
        metavar="FILE",
        help="a text in UTF-8, a page of HTML, an address, or - for standard input",
    )
    check.add_argument("--date", metavar="DATE", help="the day on which the text was published, YYYY-MM-DD")
    check.add_argument("--html", metavar="OUT", help="write a report as one HTML file")
    check.add_argument("--claimreview", metavar="OUT", help="write ClaimReview JSON-LD")
    check.add_argument(
        "--page",
        metavar="URL",
        help="where the report will be published: the ClaimReview records then say so, and stand in the report too",
    )
    check.add_argument("--batch", metavar="FILE", help='check many texts: one {"id", "text", "date"} a line, JSON out')
    check.add_argument("--explain", metavar="CLAIM", help="show how the verdict on one claim came about, e.g. c3")
    check.add_argument("--watch", action="store_true", help="check a draft again each time it is saved")
    check.add_argument(
        "--fail-on",
        metavar="VERDICT",
        action="append",
        default=[],
        help="exit with 1 when a claim gets this verdict, e.g. contradicted; may be repeated",
    )
    _json(check)


def _status(commands: Commands) -> None:
    status = _command(
        commands,
        "status",
        "Show the editions, what they cover, and what is known to be missing.",
        "tallylight --ledger ledger status --verify",
    )
    status.add_argument("--verify", action="store_true", help="compare every file with its SHA-256")
    _json(status)


def _award(commands: Commands) -> None:
    award = _command(
        commands,
        "award",
        "Show every action of one award, in order, with what it adds up to.",
        "tallylight award 70CMSD25P00000111",
    )
    award.add_argument("id", metavar="ID", help="an award key, or the number printed on the contract")
    _json(award)


def _vendor(commands: Commands) -> None:
    vendor = _command(
        commands,
        "vendor",
        "Show what a company was paid, by agency and fiscal year.",
        'tallylight vendor "Clearview AI"',
    )
    vendor.add_argument("name", metavar="NAME", help="words of a payee's name; whole words, in any order")
    _json(vendor)


def _technology(commands: Commands) -> None:
    technology = _command(
        commands,
        "technology",
        "Show what was spent on one kind of technology, by maker, agency and year, or a list of all kinds.",
        "tallylight technology drones_uas",
    )
    technology.add_argument("id", nargs="?", metavar="ID", help="the id of a technology; leave it out for a list")
    technology.add_argument(
        "--with-suggested",
        action="store_true",
        help="count what the statistical model proposes too (see docs/technology.md)",
    )
    _json(technology)


def _search(commands: Commands) -> None:
    search = _command(
        commands,
        "search",
        "Find actions whose description or payee has all of these words.",
        "tallylight search body worn camera --limit 20",
    )
    search.add_argument("words", nargs="*", metavar="WORD", help="the beginning of a word")
    _filters(search)
    search.add_argument("--limit", type=int, default=50, metavar="N", help="how many to show, newest first (50)")
    _json(search)


def _export(commands: Commands) -> None:
    export = _command(
        commands,
        "export",
        "Write what the ledger holds for another program: tables, SQLite, OCDS, FollowTheMoney, a data package.",
        "tallylight export actions --format csv --out actions.csv",
    )
    export.add_argument(
        "what",
        choices=["actions", "awards", "organisations", "attributions", "subawards", "changes"],
        metavar="WHAT",
        help="actions, awards, organisations (who is behind each published name), attributions (what each action bought, "
        "and the words that say so), subawards (what prime recipients reported), or changes (of publishers)",
    )
    export.add_argument(
        "--format",
        required=True,
        choices=["csv", "jsonl", "parquet", "sqlite", "ocds", "ftm", "datapackage"],
        help="csv, jsonl, parquet: the table; ocds, ftm: contracts in that standard; sqlite (a file) and datapackage (a "
        "folder): everything",
    )
    export.add_argument("--out", metavar="FILE", help="where to write it (standard output)")
    export.add_argument(
        "--words", nargs="+", metavar="WORD", help="only what has all of these words, as in `tallylight search`"
    )
    _filters(export)
    export.add_argument(
        "--as-published",
        action="store_true",
        help="leave texts alone that a spreadsheet would take for a formula (csv)",
    )
    export.add_argument("--ocid-prefix", metavar="PREFIX", help="your registered prefix for OCDS (a placeholder)")


def _cite(commands: Commands) -> None:
    cite = _command(
        commands,
        "cite",
        "Say how to cite an award, an action or the whole edition: source file, row, hash and public page.",
        "tallylight cite 70CTD024P00000012 --format bibtex",
    )
    cite.add_argument(
        "id", nargs="?", metavar="ID", help="an award key, a contract number or an action id (the edition)"
    )
    cite.add_argument("--format", choices=["text", "bibtex", "csl-json"], default="text", help="how to write it (text)")


def _changes(commands: Commands) -> None:
    changed = _command(
        commands,
        "changes",
        "List what publishers added, altered, withdrew or filled in between two editions or days.",
        "tallylight changes --from 2026-08-01",
    )
    changed.add_argument(
        "--from",
        dest="start",
        metavar="WHEN",
        help="changes after this edition or day (the edition before the one read)",
    )
    changed.add_argument(
        "--to", dest="end", metavar="WHEN", help="changes up to this edition or day (the edition read)"
    )
    changed.add_argument("--limit", type=int, default=50, metavar="N", help="how many to show without --json (50)")
    _json(changed)


def _review(commands: Commands) -> None:
    review = _command(
        commands,
        "review",
        "List names that may be one company, and write down what a person decides.",
        'tallylight --ledger ledger review decide "ACME INC" "ACME LLC" same --who ann --why "one registration"',
    )
    review.add_argument(
        "what",
        nargs="?",
        choices=["list", "decide", "undo"],
        default="list",
        metavar="list|decide|undo",
        help="list candidates and decisions (if nothing is said), decide on two names, or undo a decision",
    )
    review.add_argument(
        "words", nargs="*", metavar="WORD", help="decide: NAME NAME same|family|different; undo: the decision's number"
    )
    review.add_argument("--who", metavar="NAME", help="who decides")
    review.add_argument("--why", metavar="TEXT", help="for which reason")
    review.add_argument("--limit", type=int, default=20, metavar="N", help="how many candidates to show (20)")
    _json(review)


def _rebuild(commands: Commands) -> None:
    rebuild = _command(
        commands,
        "rebuild",
        "Make a new edition of the same records, with the knowledge files and decisions as they are now.",
        "tallylight --ledger ledger rebuild",
    )
    _json(rebuild)


def _knowledge(commands: Commands) -> None:
    knowledge = _command(
        commands,
        "knowledge",
        "Check the files about makers: every mistake, with its file and line.",
        "tallylight knowledge check",
    )
    knowledge.add_argument("what", choices=["check"], metavar="check", help="what to do with the files")
    knowledge.add_argument("path", nargs="?", metavar="FOLDER", help="a folder of maker files (those that are shipped)")
    _json(knowledge)


GROUPS = {
    "to check a text": (_check,),
    "to look things up": (_award, _vendor, _technology, _search, _cite),
    "to keep a ledger of your own": (_pull, _add, _map, _status, _changes, _export, _rebuild),
    "to correct what is known": (_review, _knowledge),
}
"""Every command, in the order in which somebody new needs them."""


def _command(commands: Commands, name: str, sentence: str, example: str) -> Parser:
    made = commands.add_parser(
        name,
        help=sentence,
        description=sentence,
        epilog=f"example: {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    _everywhere(made, argparse.SUPPRESS)
    return made


def _everywhere(one: argparse.ArgumentParser, default: str | None) -> None:
    """Options that may stand before or after the command. After it, they set nothing unless they are given."""
    one.add_argument("--ledger", metavar="DIR", default=default, help="the ledger's folder (or set TALLYLIGHT_LEDGER)")
    one.add_argument("--edition", metavar="ID", default=default, help="read an older edition")
    one.add_argument("--no-color", action="store_true", default=default or False, help="plain text, no colours")
    one.add_argument("--debug", action="store_true", default=default or False, help="show where an error came from")


def _filters(one: argparse.ArgumentParser) -> None:
    """What `search` and `export` can be limited to, in the same words."""
    one.add_argument("--agency", metavar="NAME", help="only of this agency or department: ICE, or words of its name")
    one.add_argument("--since", metavar="DATE", help="only signed on this day or later, YYYY-MM-DD")
    one.add_argument("--until", metavar="DATE", help="only signed on this day or before")
    one.add_argument("--technology", metavar="ID", help="only what bought this; see `tallylight technology`")
    one.add_argument("--vendor", metavar="NAME", help="only paid to this: whole words of the payee's name")


def _json(one: argparse.ArgumentParser) -> None:
    one.add_argument("--json", action="store_true", help="print one JSON object")
