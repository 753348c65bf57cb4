"""Any other table: a small YAML file says which of its columns fills which concept of an award.

In:  a mapping file (`load`) and a table in text or a workbook. Out: the same `Reader` and rows as of every format.

Start with `Mapping` in `file.py`. `concepts.py` is the closed list of what a column can be. `table.py` finds rows in text
and workbooks, `values.py` reads dates and money as the mapping states them, `reader.py` brings it together, `propose.py`
writes a first mapping from a table.
"""

from tallylight.sources.mapping.file import ENDING, Mapping, load
from tallylight.sources.mapping.reader import choose, tabulate

__all__ = ["ENDING", "Mapping", "choose", "load", "tabulate"]
