"""Every measurement, one after the other: `python -m bench`."""

from bench import check, ingest

if __name__ == "__main__":
    check.main([])
    ingest.main([])
