"""A process that pulls as often as it is told, each time in a child of its own, which may be killed on the way.

It reads one JSON object a line: the ledger, the publisher's address, and at which step to die (null: not at all, and
steps are not counted; 0: not at all, and they are). Steps are the lines of our own code that run, so that every instant
between two of them is met sooner or later, and the same number is the same instant again. It prints the child's exit
code and how many steps it took.

What is slow to load is loaded once, before the children are made.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path
from types import FrameType
from typing import Any

OURS = tuple(f"{os.sep}tallylight{os.sep}{part}" for part in ("publishers", "disk.py", "ledger"))


def main() -> None:
    """Answer until there are no more lines."""
    from tallylight import knowledge

    knowledge.makers(), knowledge.groups(), knowledge.technologies()
    import tests.publishers.support  # noqa: F401 (loaded for the children)

    for line in sys.stdin:
        told = json.loads(line)
        read, write = os.pipe()
        child = os.fork()
        if not child:
            code = 99
            try:
                code = pull(told, write)
            finally:
                os._exit(code)
        os.close(write)
        _, status = os.waitpid(child, 0)
        steps = os.read(read, 32).decode()
        os.close(read)
        print(json.dumps([os.waitstatus_to_exitcode(status), int(steps or 0)]), flush=True)


def pull(told: dict[str, Any], report: int) -> int:
    """Pull one agency, and die at the step that was told."""
    from tallylight.publishers.hosts import Hosts
    from tallylight.publishers.wire import Wire
    from tests.publishers.support import FakeClock, agencies, pulled_and_added

    steps = 0

    def step(frame: FrameType, event: str, _: object) -> Any:
        nonlocal steps
        if event == "call":
            return step if any(part in frame.f_code.co_filename for part in OURS) else None
        steps += 1
        if steps == told["die"]:
            os.kill(os.getpid(), signal.SIGKILL)
        return step

    wire = Wire(Hosts(told["publisher"], told["publisher"]), FakeClock())
    if told["die"] is not None:
        sys.settrace(step)
    pulled_and_added(agencies("ICE"), Path(told["ledger"]), wire)
    sys.settrace(None)
    os.write(report, str(steps).encode())
    return 0


if __name__ == "__main__":
    main()
