"""Errors a reader is meant to see. One line: what is wrong, where, and what to do next.

The family tree, with the exit code each one ends the program with:

    TallylightError
    ├── UsageError        2   the request makes no sense
    ├── SourceError       3   an input could not be read
    ├── LedgerError       4   the ledger is missing or damaged
    │   └── NotNow        2   it is whole, and cannot be written
    └── PublisherError    5   a publisher could not be reached

Anything else that escapes is a bug, and keeps its traceback.
"""


class TallylightError(Exception):
    """Base of every error shown without a traceback.

    `what` is the fact ("'13/45/2024' is not a date"), `where` names file, row and field, and `do` is the next step.
    The facts stay as attributes; they become text once, in `__str__`.
    """

    exit_code = 1

    def __init__(self, what: str, *, where: str = "", do: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.do = do

    def __str__(self) -> str:
        place = f" ({self.where})" if self.where else ""
        advice = f" {self.do}" if self.do else ""
        return f"{self.what}{place}.{advice}"


class UsageError(TallylightError):
    """The command line asks for something that does not exist or does not fit together."""

    exit_code = 2


class SourceError(TallylightError):
    """A file, folder, archive or text could not be read."""

    exit_code = 3


class LedgerError(TallylightError):
    """The ledger named is not there, or is not whole."""

    exit_code = 4


class NotNow(LedgerError):
    """Nothing can be written to the ledger as things stand: another process holds it, or a permission is missing.

    What is in it is whole.
    """

    exit_code = 2


class PublisherError(TallylightError):
    """A publisher's service could not be reached or refused to answer."""

    exit_code = 5
