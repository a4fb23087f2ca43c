#!/usr/bin/env python3
"""What the programs and the desk in them are built of, as CycloneDX 1.6: `sbom.py OUT`.

The same commit gives the same bytes: no number of its own, and the time is that of the commit, or
SOURCE_DATE_EPOCH. Parts that only run while building have the scope `excluded`.
"""

import datetime
import json
import os
import subprocess
import sys
from pathlib import Path

import desk
import rust


def moment():
    """Seconds since 1970, of the commit or as somebody says."""
    said = os.environ.get("SOURCE_DATE_EPOCH")
    if not said:
        said = subprocess.run(["git", "-c", "safe.directory=*", "log", "-1", "--format=%ct"],
                              cwd=rust.ROOT, check=True, capture_output=True, text=True).stdout
    return datetime.datetime.fromtimestamp(int(said), datetime.timezone.utc)


def document():
    known = rust.metadata()
    parts, needs, programs = rust.components(known)
    desk_parts, desk_needs, page = desk.components()
    version = next(one["version"] for one in parts if one["bom-ref"] in programs)
    product = {"type": "application", "bom-ref": f"answerable-all@{version}", "name": "Answerable",
               "version": version, "licenses": [{"expression": "Apache-2.0"}]}
    needs += desk_needs + [{"ref": product["bom-ref"], "dependsOn": sorted([*programs, page])}]
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
        "metadata": {"timestamp": moment().strftime("%Y-%m-%dT%H:%M:%SZ"), "component": product},
        "components": sorted(parts + desk_parts, key=lambda one: one["bom-ref"]),
        "dependencies": sorted(needs, key=lambda one: one["ref"]),
    }


def main():
    made = document()
    Path(sys.argv[1]).write_text(json.dumps(made, indent=1, ensure_ascii=False) + "\n")
    scopes = [one["scope"] for one in made["components"]]
    print(f"{scopes.count('required')} components in the programs, "
          f"{scopes.count('excluded')} more while building")


if __name__ == "__main__":
    main()
