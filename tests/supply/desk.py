"""What the desk is built of in TypeScript, as its lock file tells it."""

import base64
import json
from pathlib import Path

UI = Path(__file__).resolve().parents[2] / "ui"


def locked():
    """Packages by the folder they are installed in; the desk itself is the empty one."""
    return json.loads((UI / "package-lock.json").read_text())["packages"]


def name_of(folder):
    return folder.rpartition("node_modules/")[2]


def purl(folder, package):
    return f"pkg:npm/{name_of(folder).replace('@', '%40')}@{package['version']}"


def hashes(package):
    """The digest of a package as it was published, in hexadecimal."""
    algorithm, _, digest = package["integrity"].partition("-")
    assert algorithm == "sha512", package
    return [{"alg": "SHA-512", "content": base64.b64decode(digest).hex()}]


def found_from(folder, name, packages):
    """Where a package that is needed in a folder lies: beside it, or beside what it lies in."""
    while True:
        at = f"{folder}/node_modules/{name}".lstrip("/")
        if at in packages:
            return at
        if not folder:
            return None
        folder = folder.rpartition("node_modules/")[0].rstrip("/")


def components():
    """CycloneDX components and dependencies, and the reference of the desk."""
    packages = locked()
    desk = packages[""]
    refs = {folder: purl(folder, package) for folder, package in packages.items() if folder}
    refs[""] = f"ui@{desk['version']}"
    made, needs = {}, {}
    for folder, package in packages.items():
        component = {"type": "library", "bom-ref": refs[folder], "version": package["version"],
                     "name": name_of(folder) or desk["name"],
                     "scope": "excluded" if package.get("dev") else "required",
                     "licenses": [{"expression": package["license"]}]}
        if folder:
            component |= {"purl": refs[folder], "hashes": hashes(package)}
        # The same package may lie in several folders; it runs if one of them runs.
        if made.get(refs[folder], component)["scope"] != "required":
            made[refs[folder]] = component
        made.setdefault(refs[folder], component)
        wanted = [*package.get("dependencies", {}), *package.get("optionalDependencies", {}),
                  *(package.get("devDependencies", {}) if not folder else {})]
        there = (found_from(folder, name, packages) for name in wanted)
        needs.setdefault(refs[folder], set()).update(refs[at] for at in there if at)
    told = [{"ref": ref, "dependsOn": sorted(needed)} for ref, needed in needs.items()]
    return list(made.values()), told, refs[""]
