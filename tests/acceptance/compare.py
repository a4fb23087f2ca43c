"""Compares two figures files: `compare.py A.json B.json`.

Prints each path that differs and how many numbers were compared. Exit 1 when any path differs,
2 when a file cannot be read. Only the keys below are compared, so that the product may tell more
than the oracle; but each of them must be in both files, so that saying nothing is not agreement.
"""

import json
import sys

NUMBER = "a number"
NUMBER_OR_NULL = "a number or null"


class Each:
    """An object whose keys come from the data: a key in either file must be in both."""

    def __init__(self, shape):
        self.shape = shape


SUMMARY = {"count": NUMBER, "median": NUMBER_OR_NULL, "p90": NUMBER_OR_NULL}
COUNTED = {
    "calls": NUMBER,
    "unit_responses": NUMBER,
    "intervals": {
        "received_to_entry": SUMMARY,
        "entry_to_first_send": SUMMARY,
        "send_to_depart": SUMMARY,
        "depart_to_on_scene": SUMMARY,
        "received_to_first_on_scene": SUMMARY,
    },
}
FIGURES = {
    **COUNTED,
    "calls_by_type": Each(NUMBER),
    "by_final_priority": Each(COUNTED),
    "by_call_type": Each(COUNTED),
    "by_hour": Each(COUNTED),
    "stamps": {
        "missing": {
            "departed": NUMBER,
            "on_scene": NUMBER,
            "transporting": NUMBER,
            "at_destination": NUMBER,
            "cleared": NUMBER,
        },
        "out_of_order": {"count": NUMBER, "pairs": Each(NUMBER)},
        "rows_out_of_order": NUMBER,
    },
}


def is_number(value):
    # In Python True is an int, in JSON it is not.
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def compare(a, b, shape=FIGURES, path=""):
    """(differences, count of compared numbers)"""
    here = path or "the file"
    if shape in (NUMBER, NUMBER_OR_NULL):
        if a is None and b is None and shape == NUMBER_OR_NULL:
            return [], 0
        numbers = is_number(a) and is_number(b)
        if numbers and a == b:
            return [], 1
        wrong = "" if numbers or (a is None) != (b is None) else f" (expected {shape})"
        return [f"{here}: {json.dumps(a)} != {json.dumps(b)}{wrong}"], int(numbers)
    for name, value in (("A", a), ("B", b)):
        if not isinstance(value, dict):
            return [f"{here}: not an object in {name}"], 0
    if isinstance(shape, Each):
        shape = dict.fromkeys(sorted(a.keys() | b.keys()), shape.shape)
    differences, count = [], 0
    for key, inner in shape.items():
        # Quoted, since the texts of the export hold blanks, dots and slashes.
        at = f"{path}[{json.dumps(key, ensure_ascii=False)}]"
        lacking = [name for name, value in (("A", a), ("B", b)) if key not in value]
        if lacking:
            differences.append(f"{at}: missing in {' and '.join(lacking)}")
            continue
        more, numbers = compare(a[key], b[key], inner, at)
        differences += more
        count += numbers
    return differences, count


def main(arguments):
    if len(arguments) != 2:
        print("usage: compare.py A.json B.json", file=sys.stderr)
        return 2
    files = []
    for name in arguments:
        try:
            with open(name, encoding="utf-8") as file:
                files.append(json.load(file))
        except (OSError, ValueError) as error:
            print(f"compare: {name}: {error}", file=sys.stderr)
            return 2
    differences, count = compare(*files)
    for line in differences:
        print(line)
    print(f"{count} numbers compared, {len(differences)} paths differ")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
