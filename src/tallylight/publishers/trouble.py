"""What went wrong on a line, in words for a person."""

from __future__ import annotations

import urllib3
from urllib3.exceptions import HTTPError

from tallylight.errors import PublisherError
from tallylight.publishers import retry

AGAIN = "Nothing was added. Run the same command later: it goes on where it stopped."


class Failed(Exception):
    """One try that brought nothing."""

    def __init__(self, failure: retry.Failure) -> None:
        super().__init__(failure.why)
        self.failure = failure


def in_words(error: HTTPError) -> str:
    """What went wrong on the line, in a few words."""
    for kind, words in (
        (urllib3.exceptions.NameResolutionError, "the host's name is not known"),
        (urllib3.exceptions.NewConnectionError, "no connection"),
        (urllib3.exceptions.ConnectTimeoutError, "no connection within the time"),
        (urllib3.exceptions.ReadTimeoutError, "no answer within the time"),
        (urllib3.exceptions.IncompleteRead, "the answer ended early"),
        (urllib3.exceptions.SSLError, "the encrypted connection failed"),
        (urllib3.exceptions.ProxyError, "the proxy does not connect"),
        (urllib3.exceptions.ProtocolError, "the connection was broken off"),
    ):
        if isinstance(error, kind) or isinstance(error.__cause__, kind):
            return words
    return type(error).__name__


def gave_up(tries: int, failure: retry.Failure, where: str) -> PublisherError:
    """The error that ends the tries. The last failure says which it is."""
    if not failure.passing:
        return PublisherError(f"the publisher refused: {failure.why}", where=where, do="Nothing was added.")
    if failure.after is not None and failure.after > retry.LONGEST_ASKED:
        minutes = round(failure.after / 60)
        return PublisherError(f"the publisher asks to wait {minutes:,} minutes: {failure.why}", where=where, do=AGAIN)
    return PublisherError(f"no answer after {tries} tries, at last {failure.why}", where=where, do=AGAIN)
