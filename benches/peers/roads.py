"""The same questions about who is near, asked of us and of others, in one run on one machine.

    ANSWERABLE_DATA_DIR=data python3 benches/peers/roads.py

The network is that of Luxembourg as plain arrays. Ours goes first and leaves its questions and
answers in a temporary folder; the others are installed there and asked the same. Who cannot be
installed, or cannot take a network of plain arrays, is named.
"""

import importlib
import os
import platform
import statistics
import struct
import subprocess
import sys
import tarfile
import tempfile
import time
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parent.parent
ARRAYS = ["first_out", "head", "travel_time", "latitude", "longitude"]
NEAREST, COLUMNS = 10, 50
UNREACHED = 2**32 - 1
# Tried one by one, because a peer without a build for this machine must not stop the others.
SINGLY = ["pandana==0.8", "osrm-bindings", "pyvalhalla==3.2.0"]


def main():
    if len(sys.argv) == 3 and sys.argv[1] == "--ask":
        return ask(Path(sys.argv[2]))
    data = Path(os.environ["ANSWERABLE_DATA_DIR"]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        unpack(data / "routing/luxembourg-graph.tar.zst", folder)
        print(f"{platform.machine()}, {os.cpu_count()} cores, {platform.python_version()}", flush=True)
        command = ["cargo", "run", "--quiet", "--release", "-p", "roads", "--example", "arrays"]
        subprocess.run([*command, "--", str(folder)], cwd=REPOSITORY, check=True)
        venv.create(folder / "venv", with_pip=True)
        python = folder / "venv/bin/python"
        install = [python, "-m", "pip", "install", "--quiet", "--only-binary", ":all:"]
        subprocess.run([*install, "-r", HERE / "requirements.txt"], check=True)
        for peer in SINGLY:
            if subprocess.run([*install, peer], capture_output=True).returncode != 0:
                print(f"{peer}: cannot be installed here", flush=True)
        subprocess.run([python, __file__, "--ask", folder], check=True)


def unpack(archive, folder):
    tar = folder / "graph.tar"
    subprocess.run(["zstd", "--quiet", "--decompress", archive, "-o", tar], check=True)
    with tarfile.open(tar) as entries:
        for entry in entries:
            name = Path(entry.name).stem.removeprefix("luxembourg_")
            if name in ARRAYS:
                (folder / name).write_bytes(entries.extractfile(entry).read())


def numbers(folder, name, kind="I"):
    packed = (folder / name).read_bytes()
    return list(struct.unpack(f"<{len(packed) // 4}{kind}", packed))


class Questions:
    def __init__(self, folder):
        first_out = numbers(folder, "first_out")
        self.nodes = len(first_out) - 1
        self.heads = numbers(folder, "head")
        pairs = zip(first_out, first_out[1:])
        self.tails = [node for node, (a, b) in enumerate(pairs) for _ in range(a, b)]
        self.ms = numbers(folder, "travel_time")
        self.lat = numbers(folder, "latitude", "f")
        self.lon = numbers(folder, "longitude", "f")
        self.units, self.asked = numbers(folder, "units"), numbers(folder, "asked")
        answers = numbers(folder, "answers")
        rows = range(0, len(answers), NEAREST)
        self.answers = [answers[row : row + NEAREST] for row in rows]


def ask(folder):
    questions = Questions(folder)
    for peer, measure in [("routingkit_cch", routingkit), ("pandana", pandana)]:
        try:
            module = importlib.import_module(peer)
        except ImportError as error:
            print(f"{peer}: {error}")
            continue
        measure(module, questions)
    for peer in ["osrm", "valhalla"]:
        print(f"{peer}: takes OpenStreetMap data only, not plain arrays; not measured on this network")


def tell(peer, what, took):
    took.sort()
    median, p99 = statistics.median(took) * 1e6, took[(len(took) - 1) * 99 // 100] * 1e6
    print(f"{peer}: {what}: median {median:.1f} us, p99 {p99:.1f} us, {len(took)} times", flush=True)


def timed(took, call, *arguments):
    begun = time.perf_counter()
    answer = call(*arguments)
    took.append(time.perf_counter() - begun)
    return answer


def routingkit(module, q):
    begun = time.perf_counter()
    order = module.compute_order_inertial(q.nodes, q.tails, q.heads, q.lat, q.lon)
    metric = module.CCHMetric(module.CCH(order, q.tails, q.heads, False), q.ms)
    print(f"routingkit: prepared in {time.perf_counter() - begun:.2f} s")
    pinned = module.CCHManyToOne(metric, q.units)
    took, different = [], 0
    for goal, answer in zip(q.asked, q.answers):
        found = timed(took, pinned.distances_to, goal)
        near = sorted(ms for ms in found if ms is not None)[:NEAREST]
        # On the very crossing of a unit nobody has to drive; as arcs, one drives around the block.
        if goal not in q.units:
            different += near + [UNREACHED] * (NEAREST - len(near)) != answer
    tell("routingkit", "1000 pinned sources to one goal", took)
    print(f"routingkit: {different} of {len(q.asked)} answers differ from ours")
    took = []
    for first in range(0, 5 * COLUMNS, COLUMNS):
        goals = q.asked[first : first + COLUMNS]
        timed(took, lambda: [pinned.distances_to(goal) for goal in goals])
    tell("routingkit", "matrix 1000 x 50", took)
    query, took = module.CCHQuery(metric), []
    for unit, goal in zip(q.units, q.asked):
        timed(took, lambda: query.run(unit, goal).distance)
    tell("routingkit", "single pair", took)


def pandana(module, q):
    import pandas

    nodes = pandas.DataFrame({"x": q.lon, "y": q.lat})
    edges = pandas.DataFrame({"from": q.tails, "to": q.heads, "ms": q.ms})
    begun = time.perf_counter()
    network = module.Network(
        nodes.x, nodes.y, edges["from"], edges["to"], edges[["ms"]], twoway=False
    )
    print(f"pandana: prepared in {time.perf_counter() - begun:.2f} s")
    took = []
    for goal in q.asked[:100]:
        timed(took, network.shortest_path_lengths, q.units, [goal] * len(q.units))
    tell("pandana", "1000 units to one goal", took)
    took = []
    for first in range(0, 5 * COLUMNS, COLUMNS):
        goals = q.asked[first : first + COLUMNS]
        pairs = [(unit, goal) for unit in q.units for goal in goals]
        sources, targets = map(list, zip(*pairs))
        timed(took, network.shortest_path_lengths, sources, targets)
    tell("pandana", "matrix 1000 x 50", took)
    took = []
    for unit, goal in zip(q.units, q.asked):
        timed(took, network.shortest_path_length, unit, goal)
    tell("pandana", "single pair", took)


if __name__ == "__main__":
    main()
