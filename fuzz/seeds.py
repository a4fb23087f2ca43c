#!/usr/bin/env python3
"""Where the seeds in corpus/ come from: our own formats/ and packs/, and what is written down here.

    seeds.py BINARY            writes the corpus anew
    seeds.py BINARY --check    fails when the corpus is not what would be written

BINARY is `answerable`, which makes the map of the seeds. Nobody's data but our own goes in.
"""

import base64
import hashlib
import json
import struct
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path

import streets

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
FORMATS = ROOT / "formats"
BYTES_MAX, SEEDS_MAX = 2048, 12
RECEIPTS = json.loads((FORMATS / "vectors/receipts.json").read_text())


def canonical(value):
    """As formats/journal.md spells it; the keys here are plain letters."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def goldens():
    """One event of every second kind."""
    paths = sorted((FORMATS / "golden").glob("*.json"))
    return [path.read_bytes() for path in paths[::4]][:SEEDS_MAX]


def entry(at, events, **more):
    return canonical({"act": "019d6547-0000-7000-8000-000000000001", "agency": "yunzhou",
                      "at_ms": 1_775_520_000_012, "events": events, "seat": "desk-1", "seq": at,
                      "request": "e721e9f57f5a4857aa22220e72a820e9", **more})


def entries():
    leave = {"account": "019d6547-0000-7000-8000-000000000002", "roles": ["dispatcher"],
             "policies": ["desk-acts"], "set": "ab" * 32}
    for at, golden in enumerate(goldens()):
        yield entry(at, [json.loads(golden)], **({"v": 2, "leave": leave} if at % 2 else {"v": 1}))


def receipts():
    texts = [one["receipt"] for one in RECEIPTS["receipts"] if isinstance(one["receipt"], str)]
    short = [text.encode() for text in texts if len(text.encode()) < BYTES_MAX]
    return short[::len(short) // SEEDS_MAX][:SEEDS_MAX]


def notes():
    """The checkpoint at the end of a receipt, behind its proof."""
    for receipt in receipts():
        _, _, note = receipt.partition(b"\n\nlog.example/")
        if note:
            yield b"log.example/" + note


def requests():
    proof = base64.b64encode(bytes(range(32))) + b"\n"
    for at, note in enumerate(notes()):
        yield b"old %d\n" % at + proof * (at % 4) + b"\n" + note
    yield b"17\n"


def policies():
    spoiled = [one["policy"] for one in RECEIPTS["spoiled_policies"][1::5]]
    return [text.encode() for text in [*RECEIPTS["policies"].values(), *spoiled]][:SEEDS_MAX]


def proofs():
    """Two numbers, and hashes with a bit before each that says one more follows."""
    for low, high, hashes in ((0, 1, 0), (1, 2, 1), (3, 7, 3), (255, 600, 9), (0, 2**63, 30)):
        proof = b"".join(b"\1" + bytes([at]) * 32 for at in range(hashes))
        yield struct.pack("<QQ", low, high) + proof


def bundles():
    made = list(entries())
    for some in ([b""], [b"a", b"bc"], made[:2], made[2:4]):
        yield b"".join(struct.pack(">H", len(one)) + one for one in some)


def envelopes():
    sealed = json.loads((FORMATS / "vectors/sealed.json").read_text())["sealed"]
    yield from (bytes.fromhex(one["envelope"]) for one in sealed[:6])
    for at in (1, 2, 3):
        share = f"answerable-epoch-share-1 7 75d1e4dcc156e81e {at} {'ab' * 32}"
        yield f"{share} {hashlib.sha256(share.encode()).hexdigest()[:8]}".encode()


def png(width, height, colour, rows):
    def chunk(name, content):
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
    head = struct.pack(">IIBBBBB", width, height, 8, colour, 0, 0, 0)
    text = chunk(b"tEXt", b"Comment\0a place")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + text + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def jpeg():
    """One grey block: a table of ones, a code of one bit for each of two symbols, and a scan of one byte."""
    def segment(marker, content):
        return b"\xff" + bytes([marker]) + struct.pack(">H", len(content) + 2) + content
    code = bytes([1] + [0] * 15 + [0])
    yield b"".join([
        b"\xff\xd8", segment(0xE1, b"Exif\0\0MM\0\x2a\0\0\0\x08\0\1\1\x12\0\3\0\0\0\1\0\6\0\0\0\0\0\0"),
        segment(0xDB, b"\0" + b"\1" * 64), segment(0xC0, b"\x08\0\x08\0\x08\1\1\x11\0"),
        segment(0xC4, b"\0" + code), segment(0xC4, b"\x10" + code), segment(0xDA, b"\1\1\0\0\x3f\0"), b"\x3f\xff\xd9",
    ])


def photos():
    yield from jpeg()
    yield png(2, 2, 2, b"\0" + b"\xdc\x14\x14" * 2 + b"\0" + b"\x14\x14\xdc" * 2)
    yield png(1, 1, 6, b"\0\0\0\0\0")
    yield png(60000, 60000, 2, b"\0\0\0\0")
    yield b"RIFF\x1a\0\0\0WEBPVP8L\x0d\0\0\0\x2f\0\0\0\x10\x07\x10\x11\x11\x88\x88\xfe\x07\0"


def codes():
    kept = json.loads((FORMATS / "vectors/receipt-code.json").read_text())
    for one in kept["codes"][:3]:
        yield from (one[key].encode() for key in ("letters", "english", "chinese"))
    yield from (one["text"].encode() for one in kept["refused"][:3])


CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"


def base32(bits):
    bits += "0" * (-len(bits) % 5)
    return "".join(CROCKFORD[int(bits[at:at + 5], 2)] for at in range(0, len(bits), 5))


def tokens():
    """Whole tokens, checksum and all, that nobody handed out."""
    for prefix in ("anss_", "ansd_", "ansi_", "ansk_"):
        body = base32("".join(f"{byte:08b}" for byte in range(32)))
        digest = hashlib.sha256((prefix + body).encode()).digest()
        yield (prefix + body + base32("".join(f"{b:08b}" for b in digest[:4]))[:6]).encode()
    yield from (b"7K2QM-XW40R", b"anss_", b"654321")


def authenticators():
    """`{"fmt": "none", "attStmt": {}, "authData": h'...'}` with the base point as public key."""
    x = bytes.fromhex("6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296")
    y = bytes.fromhex("4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5")
    cose = b"\xa5\x01\x02\x03\x26\x20\x01\x21\x58\x20" + x + b"\x22\x58\x20" + y
    party = hashlib.sha256(b"desk.example.org").digest()
    for flags in (0x45, 0x41, 0xC5):
        about = party + bytes([flags]) + bytes(4 + 16) + b"\x00\x01\x01" + cose
        yield (b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58" + bytes([len(about)]) + about)
    yield b"\xa1\x63fmt\x64none"


def searches():
    words = ("18 Market Street", "解放路18号", "jiefang lu", "4th and Market", "K12+300",
             "文化路与解放路交叉口", "０号楼", "Zürcher Strasse 3a", "")
    for words, (lat, lon) in zip(words, ((37.0, 117.0), (30.6, 112.0), (-90.0, 180.0)) * 3):
        yield struct.pack("<dd", lat, lon) + words.encode()


def exported():
    """A file that is missing, one that is replaced, whether a second is, and their bytes."""
    note = next(iter(notes()))
    tile, bundle = bytes(96), next(iter(bundles()))
    yield bytes([255, 0, 0]) + note
    yield bytes([255, 2, 0]) + tile
    yield bytes([255, 3, 0]) + bundle
    yield bytes([1, 2, 1, 3, len(bundle)]) + bundle + tile


def words():
    yield from (text.encode() for text in (
        "4th St", "鼓楼-12", "desk-1", "structure-fire", "D-1", "260407-153-6", "ab" * 32,
        "019d6547-0000-7000-8000-000000000001", "+86 138-0013-8000", "line\nline",
        '{"lat_e7":305928410,"lon_e7":1143055390}',
        '{"happened_ms":1775520000000,"device_ms":1775520000140,"source":"button"}'))


def headers():
    token = next(iter(tokens())).decode()
    yield f"__Host-answerable={token}; __Host-answerable-device=d\ndesk:7110".encode()
    yield b"a=b\ndesk:7110\nhttps://desk:7110\nsame-origin"
    yield b"\ndesk\nhttps://desk.example\ncross-site"
    yield b"\ndesk\nnull\nsame-site"


def packs():
    """A whole small pack, and the shorter files of the one that is shipped."""
    yield (HERE / "small-pack.toml").read_bytes()
    shipped = sorted((ROOT / "packs/yunzhou").glob("*.toml"))
    yield from (data for data in (path.read_bytes() for path in shipped) if len(data) < BYTES_MAX)


def tiles():
    yield from (text.encode() for text in (
        "tile/0/000", "tile/5/x001/234.p/5", "tile/entries/x001/x234/067", "tile/entries/000.p/255",
        RECEIPTS["policies"]["none"].split()[1]))


def map_of(binary):
    with tempfile.TemporaryDirectory() as folder:
        source, made = Path(folder, "seed.osm.pbf"), Path(folder, "seed.map")
        source.write_bytes(streets.extract(2))
        subprocess.run([binary, "import-map", made, source], check=True, stdout=subprocess.DEVNULL)
        return made.read_bytes()


def corpus(binary):
    yield "map_file", [map_of(binary)]
    yield "extract", [streets.extract(ways) for ways in (0, 1, 2, 5)] + [streets.packed(2)]
    yield "street_table", streets.tables()
    yield "note", notes()
    yield "receipt", receipts()
    yield "policy", policies()
    yield "witness_request", requests()
    yield "tile_path", tiles()
    yield "bundle", bundles()
    yield "proof", proofs()
    yield "envelope", envelopes()
    yield "photo", photos()
    yield "receipt_code", codes()
    yield "canonical", [*goldens()[:8], b'{"a":[1,true,null,"\\n\xc3\xa9"],"b":-9007199254740991}']
    yield "entry", entries()
    yield "words", words()
    yield "pack_folder", packs()
    yield "headers", headers()
    yield "token", tokens()
    yield "passkey", authenticators()
    yield "place_words", searches()
    yield "exported_log", exported()


def main():
    binary = Path(sys.argv[1]).resolve()
    wanted = {}
    for target, seeds in corpus(binary):
        seeds = list(dict.fromkeys(seeds))[:SEEDS_MAX]
        for at, seed in enumerate(seeds):
            assert len(seed) < BYTES_MAX, f"{target} {at} has {len(seed)} bytes"
            wanted[HERE / "corpus" / target / f"{at:02}"] = seed
    there = {path for path in (HERE / "corpus").rglob("*") if path.is_file()}
    if sys.argv[2:] == ["--check"]:
        differs = [path for path in wanted if path not in there or path.read_bytes() != wanted[path]]
        differs += sorted(there - set(wanted))
        for path in differs:
            print(f"{path.relative_to(ROOT)} is not what fuzz/seeds.py writes", file=sys.stderr)
        return 1 if differs else 0
    for path in there - set(wanted):
        path.unlink()
    for path, seed in wanted.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(seed)
    print(f"{len(wanted)} seeds, {sum(map(len, wanted.values()))} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
