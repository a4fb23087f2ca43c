"""Where everything comes from, under which licences, and that the list of it is whole."""

import json
import re
import subprocess
import tempfile
import tomllib
import unittest
from pathlib import Path

import desk
import rust
import sbom

ALLOWED = set(tomllib.loads((rust.ROOT / "deny.toml").read_text())["licenses"]["allow"])
# Licences of what builds the desk and is in no page that is served; no more than these.
WHILE_BUILDING = {"Python-2.0"}
# The one room that may say `unsafe`, once, because it maps a file into memory.
MAPS_A_FILE = "atlas"


def met(expression, allowed):
    """Whether an SPDX expression can be met: `OR` needs one side, `AND` both, and binds tighter."""
    words = re.findall(r"\(|\)|[^\s()]+(?:\s+WITH\s+[^\s()]+)?", expression)
    told = {"AND": " and ", "OR": " or ", "(": "(", ")": ")"}
    return bool(words) and eval("".join(told.get(word, str(word in allowed)) for word in words))


class Rust(unittest.TestCase):
    known = rust.metadata()
    others = [one for one in known["packages"] if one["source"]]

    def test_every_package_comes_from_the_registry_and_is_locked_by_its_digest(self):
        sums = rust.checksums()
        for package in self.others:
            with self.subTest(package=package["id"]):
                self.assertTrue(package["source"].startswith("registry+"), package["source"])
                self.assertIn((package["name"], package["version"]), sums)

    def test_the_fuzz_targets_are_locked_to_the_same_versions(self):
        """They are a workspace of their own; what they try has to be what is shipped."""
        lock = tomllib.loads((rust.ROOT / "fuzz/Cargo.lock").read_text())["package"]
        ours, more = rust.checksums(), {"libfuzzer-sys", "arbitrary"}
        strange = [(one["name"], one["version"]) for one in lock
                   if "checksum" in one and (one["name"], one["version"]) not in ours]
        self.assertEqual([one for one in strange if one[0] not in more], [])

    def test_every_licence_is_allowed(self):
        for package in self.known["packages"]:
            with self.subTest(package=package["id"]):
                self.assertTrue(met(rust.spdx(package), ALLOWED), package["license"])

    def test_no_room_is_unsafe_but_the_one_that_maps_a_file(self):
        whole = tomllib.loads((rust.ROOT / "Cargo.toml").read_text())["workspace"]
        self.assertEqual(whole["lints"]["rust"]["unsafe_code"], "forbid")
        for path in sorted((rust.ROOT / "crates").glob("*/Cargo.toml")):
            lints = tomllib.loads(path.read_text()).get("lints", {})
            files = sorted(path.parent.glob("src/**/*.rs"))
            silenced = sum(file.read_text().count("(unsafe_code") for file in files)
            expected = ({"unsafe_code": "deny"}, 1) if path.parent.name == MAPS_A_FILE else (None, 0)
            with self.subTest(room=path.parent.name):
                own = {"unsafe_code": lints.get("rust", {}).get("unsafe_code")}
                found = (None if lints.get("workspace") is True else own, silenced)
                self.assertEqual(found, expected)


class Desk(unittest.TestCase):
    packages = {folder: one for folder, one in desk.locked().items() if folder}

    def test_every_package_is_locked_by_its_digest_and_none_comes_from_elsewhere(self):
        for folder, package in self.packages.items():
            with self.subTest(package=folder):
                self.assertTrue(package["integrity"].startswith("sha512-"))
                self.assertNotRegex(package.get("resolved", ""), r"^(git|file|link)")

    def test_every_licence_is_allowed(self):
        for folder, package in self.packages.items():
            allowed = ALLOWED | (WHILE_BUILDING if package.get("dev") else set())
            with self.subTest(package=folder):
                self.assertTrue(met(package["license"], allowed), package["license"])


class Sbom(unittest.TestCase):
    made = sbom.document()

    def test_nothing_is_named_that_is_not_listed(self):
        listed = [one["bom-ref"] for one in self.made["components"]]
        self.assertEqual(len(listed), len(set(listed)), "each once")
        listed.append(self.made["metadata"]["component"]["bom-ref"])
        for needs in self.made["dependencies"]:
            self.assertLessEqual({needs["ref"], *needs["dependsOn"]}, set(listed))
        self.assertEqual({one["ref"] for one in self.made["dependencies"]}, set(listed))

    def test_what_the_program_runs_is_in_it_and_what_tests_run_is_not(self):
        scopes = {one["name"]: one["scope"] for one in self.made["components"]}
        for name in ("kernel", "axum", "cedar-policy", "svelte", "maplibre-gl"):
            self.assertEqual(scopes.get(name), "required", name)
        for name in ("cc", "vite"):
            self.assertEqual(scopes.get(name), "excluded", name)
        for name in ("proptest", "tempfile"):
            self.assertNotIn(name, scopes)

    def test_the_same_commit_gives_the_same_bytes(self):
        with tempfile.TemporaryDirectory() as folder:
            made = [Path(folder, name) for name in "ab"]
            for path in made:
                subprocess.run(["python3", rust.ROOT / "tests/supply/sbom.py", path], check=True,
                               stdout=subprocess.DEVNULL)
            self.assertEqual(made[0].read_bytes(), made[1].read_bytes())
            self.assertEqual(json.loads(made[0].read_text()), self.made)


class Licences(unittest.TestCase):
    def test_expressions_are_read_as_meant(self):
        allowed = {"MIT", "ISC", "Apache-2.0 WITH LLVM-exception"}
        for good in ("MIT", "GPL-3.0 OR MIT", "(GPL-3.0 OR MIT) AND ISC",
                     "GPL-3.0 OR Apache-2.0 WITH LLVM-exception"):
            self.assertTrue(met(good, allowed), good)
        for bad in ("", "GPL-3.0", "MIT AND GPL-3.0", "MIT WITH other", "(MIT OR ISC) AND GPL-3.0"):
            self.assertFalse(met(bad, allowed), bad)


if __name__ == "__main__":
    unittest.main()
