"""Service figures straight from a San Francisco fire-call CSV export.

This is an oracle: it shares no code with the product, so that an agreement between the two says
something about both. Run it as `figures.py CALLS [--json]`; CALLS ends in .csv, .csv.gz or
.csv.zst. One row of the export is one unit response, rows with the same Call Number are one call.
Rows that cannot be read are left out and named on stderr. Exit 2 when there are no figures.
"""

import argparse
import csv
import gzip
import io
import json
import shutil
import subprocess
import sys
from collections import Counter, defaultdict
from datetime import datetime
from itertools import combinations
from pathlib import Path
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("America/Los_Angeles")
TIME_FORMAT = "%m/%d/%Y %I:%M:%S %p"

# The stages in the order in which they are meant to happen, each with its column.
STAGES = {
    "received": "Received DtTm",
    "entered": "Entry DtTm",
    "sent": "Dispatch DtTm",
    "departed": "Response DtTm",
    "on_scene": "On Scene DtTm",
    "transporting": "Transport DtTm",
    "at_destination": "Hospital DtTm",
    "cleared": "Available DtTm",
}
MAY_BE_MISSING = ("departed", "on_scene", "transporting", "at_destination", "cleared")

# What a row says about its whole call.
CALL_COLUMNS = {
    "type": "Call Type",
    "final_priority": "Final Priority",
    "received": STAGES["received"],
    "entered": STAGES["entered"],
}


class NoFigures(Exception):
    """The export as a whole cannot be read."""


def read_text(path):
    """The whole export, unpacked."""
    try:
        if path.name.endswith(".zst"):
            if shutil.which("zstd") is None:
                raise NoFigures(f"{path}: the program zstd is needed to read a .zst file")
            run = subprocess.run(["zstd", "-dcq", "--", str(path)], capture_output=True)
            if run.returncode != 0:
                raise NoFigures(f"{path}: zstd: {run.stderr.decode(errors='replace').strip()}")
            data = run.stdout
        elif path.name.endswith(".gz"):
            data = gzip.decompress(path.read_bytes())
        else:
            data = path.read_bytes()
        return data.decode("utf-8-sig")
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise NoFigures(f"{path}: {error}") from error


def instant(text):
    """Seconds since 1970 of a local time, None for an empty cell.

    Differences are taken between instants, because local times differ by an hour too much or too
    little across a clock change.
    """
    if not text:
        return None
    local = datetime.strptime(text, TIME_FORMAT)
    # strptime takes "4/7/2020 1:02:03 am" too, which the export does not write.
    if local.strftime(TIME_FORMAT) != text:
        raise ValueError(f"time {text!r} is not written as MM/DD/YYYY hh:mm:ss AM")
    return int(local.replace(tzinfo=ZONE, fold=0).timestamp())


def read_rows(text, complain):
    """One dict for each readable row: the call, its texts, and the instants under `at`."""
    reader = csv.reader(io.StringIO(text, newline=""))
    header = next(reader, [])
    needed = {"Call Number", *STAGES.values(), *CALL_COLUMNS.values()}
    if absent := sorted(needed - set(header)):
        raise NoFigures(f"columns not in the header: {', '.join(absent)}")
    rows = []
    last_line = reader.line_num
    for cells in reader:
        # A quoted cell may hold line breaks, so a row is named by its first line.
        line, last_line = last_line + 1, reader.line_num
        if not cells:
            continue
        try:
            if len(cells) != len(header):
                raise ValueError(f"{len(cells)} columns, the header has {len(header)}")
            row = dict(zip(header, cells))
            if not row["Call Number"]:
                raise ValueError("no Call Number")
            row["at"] = {stage: instant(row[column]) for stage, column in STAGES.items()}
        except ValueError as error:
            complain(f"line {line}: skipped: {error}")
            continue
        row["line"] = line
        rows.append(row)
    return rows


def group_calls(rows, complain):
    """The calls in order of first row; the first row speaks for its call."""
    calls = defaultdict(list)
    for row in rows:
        mates = calls[row["Call Number"]]
        mates.append(row)
        for column in CALL_COLUMNS.values():
            if row[column] != mates[0][column]:
                complain(f"line {row['line']}: {column} differs from line {mates[0]['line']}, "
                         "which is used for the call")
    return list(calls.values())


def summary(seconds):
    """Count and nearest-rank percentiles."""
    ordered = sorted(seconds)

    def rank(percent):
        # The ceiling in whole numbers, so that no rank rests on how 0.9 is rounded in binary.
        return ordered[-(-percent * len(ordered) // 100) - 1] if ordered else None

    return {"count": len(ordered), "median": rank(50), "p90": rank(90)}


def intervals(calls):
    """The five intervals of some calls. Negative ones count: they are in the export too."""
    found = {name: [] for name in (
        "received_to_entry", "entry_to_first_send", "send_to_depart", "depart_to_on_scene",
        "received_to_first_on_scene")}

    def add(name, start, end):
        if start is not None and end is not None:
            found[name].append(end - start)

    for rows in calls:
        def first(stage):
            return min((row["at"][stage] for row in rows if row["at"][stage] is not None),
                       default=None)

        received, entered = rows[0]["at"]["received"], rows[0]["at"]["entered"]
        add("received_to_entry", received, entered)
        add("entry_to_first_send", entered, first("sent"))
        add("received_to_first_on_scene", received, first("on_scene"))
        for row in rows:
            add("send_to_depart", row["at"]["sent"], row["at"]["departed"])
            add("depart_to_on_scene", row["at"]["departed"], row["at"]["on_scene"])
    return {name: summary(seconds) for name, seconds in found.items()}


def counted(calls):
    """What is told about the whole export and about each part of it."""
    return {
        "calls": len(calls),
        "unit_responses": sum(len(rows) for rows in calls),
        "intervals": intervals(calls),
    }


def split(calls, key):
    """`counted` for each value of `key`; calls whose key is None are in no part."""
    parts = defaultdict(list)
    for rows in calls:
        parts[key(rows[0])].append(rows)
    parts.pop(None, None)
    return {value: counted(part) for value, part in sorted(parts.items())}


def local_hour(row):
    """"00" to "23", from the text, since the text is local already."""
    text = row[STAGES["received"]]
    return datetime.strptime(text, TIME_FORMAT).strftime("%H") if text else None


def stamps(rows):
    """What is missing from the rows, and what is in the wrong order in them."""
    pairs = Counter()
    bad_rows = 0
    for row in rows:
        # Stages that are present need not be neighbours: one early stamp may undercut several.
        present = [(stage, at) for stage, at in row["at"].items() if at is not None]
        bad = [f"{earlier}>{later}" for (earlier, a), (later, b) in combinations(present, 2)
               if b < a]
        pairs.update(bad)
        bad_rows += bool(bad)
    return {
        "missing": {stage: sum(row["at"][stage] is None for row in rows)
                    for stage in MAY_BE_MISSING},
        "out_of_order": {"count": pairs.total(), "pairs": dict(sorted(pairs.items()))},
        "rows_out_of_order": bad_rows,
    }


def figures(path, complain):
    """All figures of the export at `path`; `complain` gets a line for each thing amiss."""
    rows = read_rows(read_text(Path(path)), complain)
    calls = group_calls(rows, complain)
    types = Counter(mates[0][CALL_COLUMNS["type"]] for mates in calls)
    return {
        **counted(calls),
        "calls_by_type": dict(sorted(types.items())),
        "by_final_priority": split(calls, lambda row: row[CALL_COLUMNS["final_priority"]]),
        "by_call_type": split(calls, lambda row: row[CALL_COLUMNS["type"]]),
        "by_hour": split(calls, local_hour),
        "stamps": stamps(rows),
    }


def main():
    parser = argparse.ArgumentParser(description="Service figures from a fire-call CSV export.")
    parser.add_argument("calls", metavar="CALLS", help=".csv, .csv.gz or .csv.zst")
    parser.add_argument("--json", action="store_true",
                        help="JSON on one line (JSON for reading otherwise)")
    options = parser.parse_args()
    try:
        found = figures(options.calls, lambda line: print(line, file=sys.stderr))
    except NoFigures as error:
        print(f"figures: {error}", file=sys.stderr)
        return 2
    print(json.dumps(found, ensure_ascii=False, indent=None if options.json else 2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
