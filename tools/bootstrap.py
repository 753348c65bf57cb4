"""Make `.venv` and install Tallylight into it, showing how far it is. Does nothing when nothing changed.

    python3 tools/bootstrap.py          what a user needs
    python3 tools/bootstrap.py test     that, and what the checks need
    python3 tools/bootstrap.py clients  into `.venv-clients`: programs of others that the checks run on our exports. They
                                        need other versions of some libraries than we do, so they live apart

Uses the standard library only, and nothing newer than Python 3.6, so that an old Python can still say what is missing.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GROUP = sys.argv[1] if len(sys.argv) > 1 else "run"
VENV = ROOT / (".venv-clients" if GROUP == "clients" else ".venv")
PYTHON = VENV / "bin" / "python"
LOG = VENV / "install.log"
NEEDED = (3, 11)
GROUPS_SINCE = (25, 1)  # the first pip that reads [dependency-groups] of pyproject.toml
BAR_WIDTH = 20  # characters


class Progress:
    """A bar on the terminal, redrawn while a step runs. Without a terminal: one plain line a step."""

    def __init__(self, steps: int) -> None:
        self.steps = steps
        self.done = 0
        self.live = sys.stderr.isatty()
        self.package = ""

    def run(self, what: str, command: "list[str]") -> None:
        """Run one step. When it fails, show the end of its output and stop."""
        started = time.monotonic()
        if not self.live:
            print(f"  {what} ...", file=sys.stderr, flush=True)
        with LOG.open("a", encoding="utf-8") as log:
            process = subprocess.Popen(
                command, cwd=str(ROOT), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
            )
            reader = threading.Thread(target=self._follow, args=(process.stdout, log), daemon=True)
            reader.start()
            while process.poll() is None:
                self._draw(what, time.monotonic() - started)
                time.sleep(0.1)
            reader.join()
        if process.returncode != 0:
            self.clear()
            print("".join(LOG.read_text(encoding="utf-8").splitlines(True)[-12:]), file=sys.stderr)
            stop(f"{what} failed (the whole output is in {LOG.relative_to(ROOT)}). Check the network, then try again.")
        self.done += 1
        self.package = ""

    def clear(self) -> None:
        """Empty the line."""
        if self.live:
            print("\r" + " " * (shutil.get_terminal_size().columns - 1) + "\r", end="", file=sys.stderr, flush=True)

    def _draw(self, what: str, seconds: float) -> None:
        if not self.live:
            return
        filled = BAR_WIDTH * self.done // self.steps
        bar = "#" * filled + "." * (BAR_WIDTH - filled)
        columns = shutil.get_terminal_size().columns - 1
        text = f"  [{bar}] {what}, {seconds:.0f} s  {self.package}"
        print("\r" + text[:columns].ljust(columns), end="", file=sys.stderr, flush=True)

    def _follow(self, lines, log) -> None:  # type: ignore[no-untyped-def]
        """Keep the installer's output, and remember which package it is at."""
        for line in lines:
            log.write(line)
            named = re.match(r"\s*(?:Collecting|Downloading|Installing)\s+([^\s;<>=!~(]+)", line)
            if named:
                self.package = named.group(1).split("/")[-1][:40]


def stop(message: str) -> None:
    """End with one line that says what is wrong and what to do."""
    sys.exit(f"tallylight: {message}")


def suitable_python() -> str:
    """This Python, or a newer one that is installed beside it when this one is too old."""
    if sys.version_info >= NEEDED:
        return sys.executable
    for minor in range(20, NEEDED[1] - 1, -1):
        found = shutil.which(f"python3.{minor}")
        if found:
            return found
    has = ".".join(map(str, sys.version_info[:2]))
    stop(f"Python 3.11 or newer is needed, and python3 is {has}. Install a newer one, then try again.")
    return ""


def state() -> str:
    """What the installation depends on. While this is unchanged, there is nothing to do."""
    digest = hashlib.sha256(str(ROOT).encode())
    for path in (ROOT / "pyproject.toml", Path(__file__), *sorted((ROOT / "src").rglob("*.c"))):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def stamp(group: str) -> Path:
    """The file that says what was installed."""
    return VENV / f"tallylight-{group}.stamp"


def is_installed(group: str) -> bool:
    """Whether the very same was installed before. The test group includes the rest."""
    stamps = [stamp(name) for name in {group, "test"}]
    return PYTHON.exists() and any(path.exists() and path.read_text() == state() for path in stamps)


def answers(*command: str) -> str:
    """What the Python of `.venv` prints; empty when it does not work."""
    run = subprocess.run([str(PYTHON), *command], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8")
    return run.stdout if run.returncode == 0 else ""


def make_venv() -> None:
    """Make `.venv`, unless a working one of a new enough Python is there."""
    if PYTHON.exists() and answers("-c", "import sys, pip; print(sys.version_info >= (3, 11))").strip() == "True":
        return
    command = [suitable_python(), "-m", "venv", "--clear", str(VENV)]
    if subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode != 0:
        stop("python3 cannot make a virtual environment. On Debian or Ubuntu: apt-get install python3-venv.")


def main(group: str) -> None:
    """Install what is missing."""
    if is_installed(group):
        return
    what = "programs that read the exports" if group == "clients" else "Tallylight"
    print(f"Installing {what} into {VENV.name} (once, a minute or two)", file=sys.stderr, flush=True)
    os.environ["PIP_DISABLE_PIP_VERSION_CHECK"] = "1"
    make_venv()
    install = [str(PYTHON), "-m", "pip", "install", "--progress-bar", "off"]
    version = tuple(int(part) for part in re.findall(r"\d+", answers("-m", "pip", "--version"))[:2])
    update = version < GROUPS_SINCE
    progress = Progress(steps=1 + update + (group == "test"))
    if update:
        progress.run("updating the installer", [*install, "--upgrade", "pip"])
    if group == "clients":
        progress.run("installing them", [*install, "--group", "clients"])
    else:
        progress.run("installing Tallylight", [*install, "--editable", "."])
    if group == "test":
        progress.run("installing what the checks need", [*install, "--group", "test"])
    progress.clear()
    stamp(group).write_text(state())


main(GROUP)
