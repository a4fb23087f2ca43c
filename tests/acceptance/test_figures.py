"""The definitions of figures.py and compare.py on a few invented rows.

Run with `python3 -m unittest discover tests/acceptance`.
"""

import contextlib
import copy
import gzip
import io
import json
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import compare
import figures

HEADER = ("Call Number,Unit ID,Call Type,Received DtTm,Entry DtTm,Dispatch DtTm,Response DtTm,"
          "On Scene DtTm,Transport DtTm,Hospital DtTm,Available DtTm,Final Priority,Location")


def row(call, unit, kind, priority, *times, day="04/07/2020", place='"(37.7, -122.4)"'):
    """A line of the export; `times` without their day, in the order of the stages."""
    stamps = [f"{day} {time}" if time else "" for time in times]
    return ",".join([call, unit, kind, *stamps, priority, place])


# Call 1 spans noon, and its second row was sent and on scene first.
# Call 2 was received at midnight and entered before it was received, and nobody came.
# Call 3 lies across the hour that is left out on 8 March 2020.
# The last three rows are unreadable: a bad time, a column too few, a time written otherwise.
EXPORT = "\n".join([
    HEADER,
    row("1", "E01", "Medical / Aid", "3", "11:59:00 AM", "12:00:00 PM", "12:01:00 PM",
        "12:02:10 PM", "12:10:00 PM", "", "", "12:30:00 PM", place='"(37.7,\n-122.4)"'),
    row("1", "M01", "Medical / Aid", "3", "11:59:00 AM", "12:00:00 PM", "12:00:30 PM",
        "12:01:00 PM", "12:05:00 PM", "12:40:00 PM", "12:39:00 PM", "12:38:00 PM"),
    row("2", "E02", "Alarms", "2", "12:00:30 AM", "12:00:10 AM", "12:00:20 AM", "", "", "", "",
        ""),
    row("3", "E03", "Alarms", "3", "01:59:00 AM", "03:01:00 AM", "03:01:05 AM", "03:02:05 AM",
        "03:09:00 AM", "", "", "03:20:00 AM", day="03/08/2020"),
    row("3", "T03", "Alarms", "3", "01:59:00 AM", "03:01:00 AM", "03:02:05 AM", "03:02:05 AM",
        "", "", "", "03:10:00 AM", day="03/08/2020"),
    "",
    row("4", "E04", "Alarms", "2", "13:00:00 PM", "", "", "", "", "", "", ""),
    "4,E04,Alarms,2",
    row("4", "E04", "Alarms", "2", "1:00:00 PM", "", "", "", "", "", "", ""),
]) + "\n"


def summary(count, median, p90):
    return {"count": count, "median": median, "p90": p90}


class Figures(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.complaints = []

    def of(self, text):
        path = self.folder / "calls.csv"
        path.write_text(text, encoding="utf-8")
        return figures.figures(path, self.complaints.append)

    def test_counts(self):
        found = self.of(EXPORT)
        self.assertEqual((found["calls"], found["unit_responses"]), (3, 5))
        self.assertEqual(found["calls_by_type"], {"Alarms": 2, "Medical / Aid": 1})

    def test_intervals(self):
        self.assertEqual(self.of(EXPORT)["intervals"], {
            "received_to_entry": summary(3, 60, 120),  # -20, 60, 120
            "entry_to_first_send": summary(3, 10, 30),  # 5, 10, 30
            "send_to_depart": summary(4, 30, 70),  # 0, 30, 60, 70
            "depart_to_on_scene": summary(3, 415, 470),  # 240, 415, 470
            "received_to_first_on_scene": summary(2, 360, 600),
        })

    def test_nearest_rank(self):
        self.assertEqual(figures.summary([]), summary(0, None, None))
        self.assertEqual(figures.summary([7]), summary(1, 7, 7))
        self.assertEqual(figures.summary(range(10, 0, -1)), summary(10, 5, 9))
        self.assertEqual(figures.summary(range(1, 12)), summary(11, 6, 10))

    def test_parts(self):
        found = self.of(EXPORT)
        sizes = {name: {value: (part["calls"], part["unit_responses"])
                        for value, part in found[name].items()}
                 for name in ("by_final_priority", "by_call_type", "by_hour")}
        self.assertEqual(sizes, {
            "by_final_priority": {"2": (1, 1), "3": (2, 4)},
            "by_call_type": {"Alarms": (2, 3), "Medical / Aid": (1, 2)},
            "by_hour": {"00": (1, 1), "01": (1, 2), "11": (1, 2)},
        })
        self.assertEqual(found["by_hour"]["00"]["intervals"], {
            "received_to_entry": summary(1, -20, -20),
            "entry_to_first_send": summary(1, 10, 10),
            "send_to_depart": summary(0, None, None),
            "depart_to_on_scene": summary(0, None, None),
            "received_to_first_on_scene": summary(0, None, None),
        })

    def test_stamps(self):
        self.assertEqual(self.of(EXPORT)["stamps"], {
            "missing": {"departed": 1, "on_scene": 2, "transporting": 4, "at_destination": 4,
                        "cleared": 1},
            "out_of_order": {"count": 5, "pairs": {
                "at_destination>cleared": 1,
                "received>entered": 1,
                "received>sent": 1,
                "transporting>at_destination": 1,
                "transporting>cleared": 1,
            }},
            "rows_out_of_order": 2,
        })

    def test_unreadable_rows_are_named_by_line(self):
        self.of(EXPORT)
        self.assertEqual([line.split(": ")[:2] for line in self.complaints],
                         [[f"line {line}", "skipped"] for line in (9, 10, 11)])

    def test_the_first_row_speaks_for_its_call(self):
        times = ["01:00:00 AM", "01:00:10 AM", "01:00:20 AM", "", "", "", "", ""]
        found = self.of("\n".join([HEADER, row("1", "E01", "Alarms", "3", *times),
                                   row("1", "E02", "Outside Fire", "3", *times)]))
        self.assertEqual(found["calls_by_type"], {"Alarms": 1})
        self.assertEqual(len(self.complaints), 1)

    def test_an_hour_that_comes_twice_is_taken_the_first_time(self):
        self.assertEqual(figures.instant("11/01/2020 01:30:00 AM"), 1604219400)
        self.assertEqual(figures.instant("11/01/2020 02:30:00 AM"), 1604219400 + 2 * 3600)

    def test_packed_exports(self):
        plain = self.of(EXPORT)
        packed = self.folder / "calls.csv.gz"
        packed.write_bytes(gzip.compress(EXPORT.encode()))
        self.assertEqual(figures.figures(packed, self.complaints.append), plain)
        packed = self.folder / "calls.csv.zst"
        with mock.patch("shutil.which", return_value=None):
            with self.assertRaisesRegex(figures.NoFigures, "zstd is needed"):
                figures.figures(packed, self.complaints.append)
        if shutil.which("zstd"):
            run = subprocess.run(["zstd", "-c"], input=EXPORT.encode(), capture_output=True,
                                 check=True)
            packed.write_bytes(run.stdout)
            self.assertEqual(figures.figures(packed, self.complaints.append), plain)
            packed.write_bytes(run.stdout[:-9])
            with self.assertRaises(figures.NoFigures):
                figures.figures(packed, self.complaints.append)

    def test_another_csv_is_refused(self):
        with self.assertRaisesRegex(figures.NoFigures, "Call Number"):
            self.of("a,b\n1,2\n")


class Compare(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        path = self.folder / "calls.csv"
        path.write_text(EXPORT, encoding="utf-8")
        self.a = figures.figures(path, lambda line: None)
        self.b = copy.deepcopy(self.a)

    def differing(self):
        return [line.split(": ")[0] for line in compare.compare(self.a, self.b)[0]]

    def test_equal(self):
        differences, count = compare.compare(self.a, self.b)
        self.assertEqual(differences, [])
        self.assertGreater(count, 100)

    def test_further_keys_are_ignored(self):
        self.b["made_at"] = "now"
        self.b["stamps"]["note"] = 1
        self.b["intervals"]["turnout"] = None
        self.assertEqual(self.differing(), [])

    def test_each_difference_is_told(self):
        self.b["calls"] += 1
        self.b["by_hour"]["00"]["intervals"]["send_to_depart"]["p90"] = 0
        self.assertEqual(self.differing(), [
            '["calls"]', '["by_hour"]["00"]["intervals"]["send_to_depart"]["p90"]'])

    def test_missing_keys_differ(self):
        del self.a["stamps"], self.b["stamps"]
        del self.a["by_hour"]["00"]
        self.b["calls_by_type"]["Other"] = 0
        self.assertEqual(self.differing(), [
            '["calls_by_type"]["Other"]', '["by_hour"]["00"]', '["stamps"]'])

    def test_what_is_not_a_number_differs(self):
        self.a["calls"] = self.b["calls"] = "3"
        self.a["unit_responses"] = self.b["unit_responses"] = None
        self.a["intervals"] = self.b["intervals"] = []
        self.assertEqual(self.differing(), ['["calls"]', '["unit_responses"]', '["intervals"]'])

    def test_exit_codes(self):
        names = [str(self.folder / name) for name in ("a.json", "b.json")]

        def run():
            for name, content in zip(names, (self.a, self.b)):
                Path(name).write_text(json.dumps(content), encoding="utf-8")
            with contextlib.redirect_stdout(io.StringIO()) as out:
                return compare.main(names), out.getvalue().splitlines()[-1]

        code, last = run()
        self.assertEqual(code, 0)
        self.assertRegex(last, r"^\d+ numbers compared, 0 paths differ$")
        self.b["calls"] = 0
        self.assertEqual(run()[0], 1)
        with contextlib.redirect_stderr(io.StringIO()):
            self.assertEqual(compare.main([names[0], names[0] + ".none"]), 2)


if __name__ == "__main__":
    unittest.main()
