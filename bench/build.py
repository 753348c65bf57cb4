"""How much memory and time a build of a large ledger takes: the whole of `tallylight add`, in a process of its own.

    python -m bench.build --rows 5000000 --folder /somewhere/with/space

makes five files of search answers with invented actions (see bench/export.py: every description is another one, and two
thirds of the actions say what was bought, which is the hard case), or with --transactions of 297-column transactions, adds
them to a new ledger, and then adds the five once more with every 200th action changed. Judge by the peak of memory: it must
stay below a gigabyte whatever the number of rows.
"""

from __future__ import annotations

import argparse
import csv
import shutil
import tempfile
from pathlib import Path

from bench.export import make, run

FILES = 5
CHANGED = 200  # every so many actions


def widen(source: Path, target: Path) -> None:
    """The same actions as a transaction file: 297 columns, most of them empty."""
    from tallylight.sources.readers.transactions import COLUMNS
    from tallylight.sources.readers.usaspending import KNOWN

    own = [names[0] for names in COLUMNS.values() if names[0] != "correction_delete_ind"]
    header = [*own, *sorted(KNOWN - set(own) - {"correction_delete_ind"})][:297]
    place = {name: number for number, name in enumerate(header)}
    empty = [""] * len(header)
    with source.open(newline="") as given, target.open("w", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(header)
        for row in csv.DictReader(given):
            cells = empty.copy()
            code = row["Generated Award ID"].split("_")[3]
            for name, value in {
                "contract_transaction_unique_key": f"{code}_-NONE-_{row['Award ID']}_{row['Modification']}_-NONE-_0",
                "contract_award_unique_key": row["Generated Award ID"],
                "award_id_piid": row["Award ID"],
                "modification_number": row["Modification"],
                "transaction_number": "0",
                "action_date": row["Action Date"],
                "federal_action_obligation": row["Federal Action Obligation"],
                "awarding_agency_code": "070",
                "awarding_agency_name": "Department of Homeland Security",
                "awarding_sub_agency_code": code,
                "awarding_sub_agency_name": f"Sub-agency {code}",
                "recipient_name": row["Recipient Name"],
                "recipient_uei": f"EX{int(row['Recipient Name'].split()[1]):010}",
                "transaction_description": row["Transaction Description"],
                "prime_award_base_transaction_description": row["Transaction Description"],
                "product_or_service_code": "D399",
                "product_or_service_code_description": row["Product/Service Description"],
                "naics_code": "511210",
                "naics_description": row["NAICS Description"],
                "award_type_code": "B",
                "award_type": "PURCHASE ORDER",
            }.items():
                cells[place[name]] = value
            writer.writerow(cells)


def change(source: Path, target: Path) -> None:
    """The same file with the description of every so manyth action changed."""
    with source.open() as given, target.open("w") as out:
        for number, line in enumerate(given):
            out.write(line.replace(" LOT ", " CHANGED LOT ") if number % CHANGED == CHANGED - 1 else line)


def main() -> None:
    """Print a table in Markdown: one row a command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=5_000_000)
    parser.add_argument("--folder", help="where the files go (a temporary folder)")
    parser.add_argument("--transactions", action="store_true", help="297 columns in place of 10")
    args = parser.parse_args()
    folder = Path(tempfile.mkdtemp(dir=args.folder))
    try:
        ledger = str(folder / "ledger")
        first = [folder / f"part{part}.csv" for part in range(FILES)]
        for part, path in enumerate(first):
            make(path, args.rows // FILES, part)
            if args.transactions:
                widen(path, folder / "wide.csv")
                (folder / "wide.csv").replace(path)
        print("| what | peak MB | CPU s | wall s |\n| --- | --- | --- | --- |")
        _, peak, cpu, wall = run("--ledger", ledger, "add", "--as-of", "2026-01-01", "--json", *map(str, first))
        print(f"| add of {args.rows:,} rows in {FILES} files | {peak} | {cpu} | {wall} |", flush=True)
        again = [path.with_suffix(".again.csv") for path in first]
        for old, new in zip(first, again, strict=True):
            change(old, new)
            old.unlink()
        _, peak, cpu, wall = run("--ledger", ledger, "add", "--as-of", "2026-02-01", "--json", *map(str, again))
        print(f"| the same again, 1 in {CHANGED} changed | {peak} | {cpu} | {wall} |", flush=True)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
