"""Every measurement, one after the other: `python -m bench`."""

from bench import check, ingest, matching, names

if __name__ == "__main__":
    check.main([])
    matching.main([])
    names.main([])
    ingest.main([])
