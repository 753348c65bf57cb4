"""From a publisher's file to rows of one shape.

In:  files, folders, `.gz` and `.zip` of any supported format, recognised by their content.
Out: record batches (`shape.ACTIONS` or `shape.SUMMARIES`) handed to a `Sink`, and one `FileReport` a file.

Start with `find_inputs`, which turns what a person named into one `Input` a record file, then `read` one input.
`readers/` has one small file a format. `door.py` keeps private people out. `memory.py` makes reading a file again cheap.
"""

from tallylight.sources.inputs import Input, find_inputs
from tallylight.sources.memory import Memory
from tallylight.sources.read import read
from tallylight.sources.shape import ACTIONS, SCHEMAS, SUMMARIES, PackedTwice, Sink, UnknownFormat

__all__ = [
    "ACTIONS",
    "SCHEMAS",
    "SUMMARIES",
    "Input",
    "Memory",
    "PackedTwice",
    "Sink",
    "UnknownFormat",
    "find_inputs",
    "read",
]
