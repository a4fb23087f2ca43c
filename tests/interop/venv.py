"""Makes the environment of a peer: `venv.py NAME FOLDER`, with the packages pinned in NAME.txt, which
may lie in another folder of tests: `../api/schemathesis`.

Prints the Python to use. It is made once: again only when the pins or the Python have changed.
Exit 3, with a sentence, when this machine has no Python new enough.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
NEEDED = {"scales": (3, 11), "aics": (3, 12)}


def version(python):
    """(3, 12) of a Python that runs, else None; a name on PATH may only be a stand-in."""
    ask = "import ensurepip, sys; print(*sys.version_info[:2])"
    try:
        run = subprocess.run([python, "-c", ask], capture_output=True, text=True, timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return tuple(map(int, run.stdout.split())) if run.returncode == 0 else None


def candidates(needed):
    names = [f"python3.{minor}" for minor in range(needed[1], 16)]
    yield from filter(None, map(shutil.which, ["python3", *names]))
    root = os.environ.get("PYENV_ROOT")
    if not root and shutil.which("pyenv"):
        run = subprocess.run(["pyenv", "root"], capture_output=True, text=True)
        root = run.stdout.strip()
    versions = Path(root or Path.home() / ".pyenv") / "versions"
    if versions.is_dir():
        for folder in sorted(versions.iterdir()):
            yield str(folder / "bin" / "python3")


def main():
    name, folder = sys.argv[1], Path(sys.argv[2])
    needed = NEEDED.get(name, (3, 11))
    python = next((p for p in candidates(needed) if (version(p) or (0, 0)) >= needed), None)
    if python is None:
        print(f"no Python {needed[0]}.{needed[1]} or later with venv on PATH or under pyenv",
              file=sys.stderr)
        return 3
    pins = HERE / f"{name}.txt"
    stamp, made = folder / "made.json", json.dumps([python, version(python), pins.read_text()])
    if not stamp.exists() or stamp.read_text() != made:
        shutil.rmtree(folder, ignore_errors=True)
        subprocess.run([python, "-m", "venv", folder], check=True, stdout=sys.stderr)
        subprocess.run([folder / "bin" / "python", "-m", "pip", "install", "--quiet", "--no-deps",
                        "--only-binary", ":all:", "--disable-pip-version-check", "--no-compile",
                        "--requirement", pins], check=True, stdout=sys.stderr)
        stamp.write_text(made)
    print(folder.resolve() / "bin" / "python")
    return 0


if __name__ == "__main__":
    sys.exit(main())
