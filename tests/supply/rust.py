"""What the programs are built of in Rust, as cargo tells it for this machine."""

import json
import re
import subprocess
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# What is handed to people; benches and tests are not.
PROGRAMS = ("answerable", "answerable-verify")


def metadata():
    """Every package for this kind of machine, by the lock file and nothing newer."""
    about = subprocess.run(["rustc", "-vV"], check=True, capture_output=True, text=True).stdout
    host = re.search("^host: (.*)$", about, re.M)[1]
    told = subprocess.run(["cargo", "metadata", "--format-version", "1", "--locked",
                           "--filter-platform", host], cwd=ROOT, check=True, stdout=subprocess.PIPE)
    return json.loads(told.stdout)


def checksums():
    """SHA-256 of each package as it was published, by name and version."""
    locked = tomllib.loads((ROOT / "Cargo.lock").read_text())["package"]
    return {(one["name"], one["version"]): one["checksum"] for one in locked if "checksum" in one}


def spdx(package):
    """The licence as an SPDX expression; older packages write a slash for `or`."""
    return (package["license"] or "").replace("/", " OR ")


def built_of(known):
    """Packages by id with whether they run, and who needs whom: from the programs, without tests.

    What only runs while building is told apart: it is in no binary.
    """
    nodes = {node["id"]: node for node in known["resolve"]["nodes"]}
    roots = [one["id"] for one in known["packages"]
             if one["id"] in known["workspace_members"] and one["name"] in PROGRAMS]
    runs, edges = {}, {}
    waiting = [(root, True) for root in sorted(roots)]
    while waiting:
        package, at_run = waiting.pop()
        if runs.get(package) or (package in runs and not at_run):
            continue
        runs[package] = at_run
        for needed in nodes[package]["deps"]:
            kinds = {kind["kind"] for kind in needed["dep_kinds"]} - {"dev"}
            if kinds:
                edges.setdefault(package, set()).add(needed["pkg"])
                waiting.append((needed["pkg"], at_run and None in kinds))
    return runs, edges


def components(known):
    """CycloneDX components and dependencies, and the references of the programs."""
    sums, (runs, edges) = checksums(), built_of(known)
    packages = {one["id"]: one for one in known["packages"]}
    refs = {package: reference(packages[package]) for package in runs}
    made = []
    for package, at_run in runs.items():
        about = packages[package]
        component = {"type": "library", "bom-ref": refs[package], "name": about["name"],
                     "version": about["version"], "scope": "required" if at_run else "excluded",
                     "licenses": [{"expression": spdx(about)}]}
        if about["name"] in PROGRAMS and about["source"] is None:
            component["type"] = "application"
        if about["source"] is not None:
            component["purl"] = refs[package]
            digest = sums[about["name"], about["version"]]
            component["hashes"] = [{"alg": "SHA-256", "content": digest}]
        made.append(component)
    needs = [{"ref": refs[package], "dependsOn": sorted(refs[one] for one in edges.get(package, ()))}
             for package in runs]
    programs = [one["bom-ref"] for one in made if one["type"] == "application"]
    return made, needs, programs


def reference(package):
    """A package of ours is known by its folder; all others by where anybody finds them."""
    name, version = package["name"], package["version"]
    return f"pkg:cargo/{name}@{version}" if package["source"] else f"crates/{name}@{version}"
