"""How fast documents are read: FPDS XML and OCDS, beside the parsers that they stand on, in one run.

    python -m bench.documents --megabytes 64 --rounds 3

The files are made from records of our own (no sample of a publisher is needed): an FPDS page of 1,000 records of usual
length, and an OCDS release package and its JSON Lines of as many releases. Each case runs in a process of its own, and its
time holds the start of the interpreter. `ocdskit` and the `fpds` package cannot stand beside them here: both ask the network
for something before they read a record.
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

READ = """
from pathlib import Path
import tempfile
from tallylight import sources
from tallylight.ledger.parts import Parts
(source,) = sources.find_inputs([path])
with tempfile.TemporaryDirectory() as folder, Parts(Path(folder), 1, Path(folder)) as sink:
    report = sources.read(source, sink)
assert report.rows_rejected == 0 and report.rows_kept > 100, report
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


def timed(code: str, path: str) -> tuple[float, int]:
    """CPU seconds and peak megabytes of a fresh interpreter that runs `code`, less those of one that does nothing."""
    script = READ if code == "READ" else code
    program = (
        f"import sys\npath = sys.argv[1]\n{script}\nimport resource\nu = resource.getrusage(resource.RUSAGE_SELF)\n"
        "print(u.ru_utime + u.ru_stime, u.ru_maxrss // 1024)"
    )
    out = subprocess.run(
        [sys.executable, "-c", program, path], check=True, capture_output=True, text=True
    ).stdout.split()
    return float(out[-2]), int(out[-1])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=int, default=64)
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        paths = {kind: str(Path(folder) / f"file.{kind}") for kind in ("fpds", "jsonl", "json")}
        Path(paths["fpds"]).write_text(fpds(args.megabytes))
        lines = releases(args.megabytes)
        Path(paths["jsonl"]).write_text("\n".join(lines))
        Path(paths["json"]).write_text('{"releases": [' + ",\n".join(lines) + "]}")
        sizes = {kind: Path(path).stat().st_size / 1024**2 for kind, path in paths.items()}
        found: dict[str, list[tuple[float, int]]] = {name: [] for name in CASES}
        for _ in range(args.rounds):
            for name, (kind, code) in CASES.items():
                try:
                    found[name].append(timed(code, paths[kind]))
                except subprocess.CalledProcessError as error:
                    print(f"{name}: {error.stderr.strip().splitlines()[-1]}", file=sys.stderr)
    print("| case | CPU s | MB a CPU second | peak MB |\n| --- | --- | --- | --- |")
    for name, runs in found.items():
        if runs:
            cpu = statistics.median(run[0] for run in runs)
            print(f"| {name} | {cpu:.2f} | {sizes[CASES[name][0]] / cpu:.0f} | {max(run[1] for run in runs)} |")


if __name__ == "__main__":
    assert resource  # the child processes print what it measures
    main()
