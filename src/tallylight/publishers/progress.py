"""What a caller may watch while a publisher is asked. Everything is optional."""

from __future__ import annotations


class Progress:
    """Hears what happens. This one does nothing with it."""

    def piece(self, words: str, number: int, of_all: int) -> None:
        """A question is begun; `number` counts from 1."""

    def waiting(self, why: str, seconds: float) -> None:
        """Nothing is sent for some seconds: to pace, to poll, or to let a publisher recover."""

    def received(self, done: int, size: int | None) -> None:
        """So many bytes of a file have come; `size` where the publisher says it."""

    def rows(self, done: int, of_all: int | None) -> None:
        """So many rows of an answer were looked at; `of_all` where the publisher counts them."""

    def finished(self, words: str, rows: int, size: int) -> None:
        """A question is answered: rows and bytes of the answer."""
