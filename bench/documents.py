"""How fast documents are read: FPDS XML and OCDS, beside the parsers that they stand on, in one run.

    python -m bench.documents --megabytes 64 --rounds 3

The files are made from records of our own (no sample of a publisher is needed): an FPDS page of records of usual length, and
an OCDS release package and its JSON Lines. Each case runs in a process of its own, on the whole file and on a small one of
SMALL megabytes: what is more on the whole file is the reading, the rest the start of the interpreter and its imports.

With `--others PYTHON`, an interpreter that has `ocdskit` and `fpds` installed, both stand beside: `ocdskit compile`, which
merges releases as we do, with the schema that `--schema` names (else it would fetch one), and the `fpds` package, which makes
a dictionary of each record, given pages of ten records as the publisher has them. They keep and check nothing.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

CASES = {
    "lxml alone (events of records)": (
        "fpds",
        "from lxml import etree\nfor _, e in etree.iterparse(path, tag='{*}award'): e.clear()",
    ),
    "tallylight, FPDS": ("fpds", "READ"),
    "json alone (msgspec)": (
        "jsonl",
        "import msgspec\nd = msgspec.json.Decoder()\nfor line in open(path, 'rb'): d.decode(line)",
    ),
    "json alone (standard library)": ("jsonl", "import json\nfor line in open(path, 'rb'): json.loads(line)"),
    "tallylight, OCDS lines": ("jsonl", "READ"),
    "tallylight, OCDS package": ("json", "READ"),
}

OTHERS = {
    "ocdskit compile, OCDS lines": (
        "jsonl",
        "import sys\nsys.argv = ['ocdskit', 'compile', '--schema', schema]\nsys.stdin = open(path)\n"
        "out, sys.stdout = sys.stdout, open('/dev/null', 'w')\nfrom ocdskit.__main__ import main\nmain()\nsys.stdout = out",
    ),
    "fpds package, pages of ten": (
        "fpds",
        "from fpds.core.xml import fpdsTree\ntext = open(path).read()\nhead, *entries = text[:-7].split('<entry>')\n"
        "for at in range(0, len(entries), 10):\n"
        "    page = head + ''.join('<entry>' + one for one in entries[at:at + 10]) + '</feed>'\n"
        "    fpdsTree(content=page.encode()).jsonify()",
    ),
}
"""As CASES; run by another interpreter."""

SMALL = 1  # megabytes

READ = """
from pathlib import Path
import tempfile
from tallylight import sources
from tallylight.ledger.parts import Parts
(source,) = sources.find_inputs([path])
with tempfile.TemporaryDirectory() as folder, Parts(Path(folder), 1, Path(folder)) as sink:
    report = sources.read(source, sink)
assert report.rows_rejected == 0 and report.rows_kept > 10, report
"""

FLAG = "isCorporateEntityOrOrganizationOfKind"
FLAGS = "".join(f"\n              <ns1:{FLAG}{n:03d}>false</ns1:{FLAG}{n:03d}>" for n in range(150))


def fpds(megabytes: int) -> str:
    """An Atom page with records as long as real ones: some 15 KB, most of it flags that nobody reads."""
    one = (
        '<entry><title>x</title><content><ns1:award xmlns:ns1="https://www.fpds.gov/FPDS" version="1.5"><ns1:awardID>'
        "<ns1:awardContractID><ns1:agencyID>7012</ns1:agencyID><ns1:PIID>70CMSD20P{n:08d}</ns1:PIID>"
        "<ns1:modNumber>0</ns1:modNumber><ns1:transactionNumber>0</ns1:transactionNumber></ns1:awardContractID></ns1:awardID>"
        "<ns1:relevantContractDates><ns1:signedDate>2020-04-02 00:00:00</ns1:signedDate></ns1:relevantContractDates>"
        "<ns1:dollarValues><ns1:obligatedAmount>{n}.00</ns1:obligatedAmount></ns1:dollarValues><ns1:purchaserInformation>"
        '<ns1:contractingOfficeAgencyID name="ICE" departmentName="DHS">7012</ns1:contractingOfficeAgencyID>'
        "</ns1:purchaserInformation><ns1:contractData><ns1:descriptionOfContractRequirement>BODY WORN CAMERAS LOT {n}"
        "</ns1:descriptionOfContractRequirement></ns1:contractData><ns1:vendor><ns1:vendorHeader><ns1:vendorName>EXAMPLE "
        "{n} LLC</ns1:vendorName></ns1:vendorHeader><ns1:vendorSiteDetails>"
        + FLAGS
        + "</ns1:vendorSiteDetails></ns1:vendor>"
        "</ns1:award></content></entry>\n"
    )
    count = megabytes * 1024**2 // len(one)
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom">'
        + "".join(one.replace("{n}", str(n)).replace("{n:08d}", f"{n:08d}") for n in range(count))
        + "</feed>"
    )


def releases(megabytes: int) -> list[str]:
    """Releases of three thousand characters with one award each, every tenth one an update of the one before."""
    made: list[str] = []
    size = 0
    while size < megabytes * 1024**2:
        n = len(made)
        ocid = n - 1 if n % 10 == 9 else n
        text = json.dumps({
            "ocid": f"ocds-abc123-{ocid:08d}", "id": f"r{n}", "date": f"2025-01-{n % 28 + 1:02d}T10:00:00Z", "tag": ["award"],
            "initiationType": "tender", "buyer": {"id": "GB-1", "name": "Example Borough Council"},
            "parties": [{"id": "s1", "name": "Example Ltd", "roles": ["supplier"],
                         "identifier": {"scheme": "GB-COH", "id": f"{n:08d}"}, "address": {"locality": "Leeds"}}],
            "tender": {"id": f"t{n}", "title": "Cameras", "description": "Supply and support of cameras. " * 60,
                       "value": {"amount": 1000.5, "currency": "GBP"}, "procurementMethod": "open"},
            "awards": [{"id": f"a{ocid}", "title": "Cameras", "status": "active", "date": "2025-01-02T00:00:00Z",
                        "value": {"amount": 1000.25 + n, "currency": "GBP"}, "suppliers": [{"id": "s1", "name": "Example Ltd"}],
                        "items": [{"id": "1", "classification": {"scheme": "CPV", "id": "35125300", "description": "Cameras"}}]}],
        })  # fmt: skip
        made.append(text)
        size += len(text) + 1
    return made


def timed(code: str, path: str, python: str, schema: str) -> tuple[float, int]:
    """CPU seconds and peak megabytes of a fresh interpreter that runs `code`."""
    script = READ if code == "READ" else code
    program = (
        f"import sys\npath, schema = sys.argv[1:]\n{script}\nimport resource\nu = resource.getrusage(resource.RUSAGE_SELF)\n"
        "print(u.ru_utime + u.ru_stime, u.ru_maxrss // 1024)"
    )
    out = subprocess.run(
        [python, "-c", program, path, schema], check=True, capture_output=True, text=True
    ).stdout.split()
    return float(out[-2]), int(out[-1])


def make(folder: Path, megabytes: int) -> dict[str, Path]:
    """The files of one size, by kind."""
    paths = {kind: folder / f"file{megabytes}.{kind}" for kind in ("fpds", "jsonl", "json")}
    paths["fpds"].write_text(fpds(megabytes))
    lines = releases(megabytes)
    paths["jsonl"].write_text("\n".join(lines))
    paths["json"].write_text('{"releases": [' + ",\n".join(lines) + "]}")
    return paths


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=int, default=64)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--others", metavar="PYTHON", help="an interpreter with ocdskit and fpds")
    parser.add_argument("--schema", default="", help="the release schema of OCDS 1.1, for ocdskit")
    args = parser.parse_args()
    cases = [(name, *case, sys.executable) for name, case in CASES.items()]
    cases += [(name, *case, args.others) for name, case in OTHERS.items() if args.others]
    with tempfile.TemporaryDirectory() as folder:
        small, whole = (make(Path(folder), size) for size in (SMALL, args.megabytes))
        size = {kind: path.stat().st_size / 1024**2 for kind, path in whole.items()}
        more = {kind: size[kind] - path.stat().st_size / 1024**2 for kind, path in small.items()}
        found: dict[str, list[tuple[float, float, int]]] = {name: [] for name, *_ in cases}
        for _ in range(args.rounds):
            for name, kind, code, python in cases:
                start, _ = timed(code, str(small[kind]), python, args.schema)
                used, most = timed(code, str(whole[kind]), python, args.schema)
                found[name].append((used, used - start, most))
    print("| case | CPU s | MB a CPU second | the same without the start | peak MB |\n| --- | --- | --- | --- | --- |")
    for name, kind, *_ in cases:
        cpu, reading, peak = (statistics.median(run[place] for run in found[name]) for place in range(3))
        print(f"| {name} | {cpu:.2f} | {size[kind] / cpu:.0f} | {more[kind] / reading:.0f} | {peak:.0f} |")


if __name__ == "__main__":
    assert resource  # the child processes print what it measures
    main()
