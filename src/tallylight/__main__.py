"""`python -m tallylight`, the same program as the `tallylight` command."""

import sys

from tallylight.cli import main

if __name__ == "__main__":
    sys.exit(main())
