"""The drivers against values that other people published. Run with tests/interop/run.

LOGCHECK is the Go driver; what needs it is passed over where it is not set.
"""

import collections
import logging
import os
import subprocess
import tempfile
import unittest
from dataclasses import replace
from pathlib import Path

import scales
import synthetic
from synthetic import COSIGNER_KEY, LOG_KEY, Key, Note, Tree, leaf_hash
from tlog_scales import signing, tlog

logging.getLogger("tlog_scales").setLevel(logging.CRITICAL)

# The leaves that the tests of certificate-transparency-go and its kin have used since RFC 6962.
LEAVES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657",
          "606162636465666768696a6b6c6d6e6f"]
# From the documentation of Go's golang.org/x/mod/sumdb/note.
PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
NOTE = ("If you think cryptography is the answer to your problem,\n"
        "then you don't know what your problem is.\n\n"
        "\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdn"
        "gotpRZb6KE6RyyBwJnAM=\n")


class Formats(unittest.TestCase):
    def test_roots_of_rfc_6962(self):
        tree = Tree([leaf_hash(bytes.fromhex(leaf)) for leaf in LEAVES])
        self.assertEqual(tree.root(0).hex(), "e3b0c44298fc1c149afbf4c8996fb924"
                                             "27ae41e4649b934ca495991b7852b855")
        self.assertEqual(tree.root(1).hex(), "6e340b9cffb37a989ca544e6bb780a2c"
                                             "78901d3fb33738768511a30617afa01d")
        self.assertEqual(tree.root(8).hex(), "5dc9da79a70659a9ad559cb701ded9a2"
                                             "ab9d823aad2f4960cfe370eff4604328")

    def test_roots_of_earlier_sizes_are_those_of_smaller_trees(self):
        leaves = [leaf_hash(bytes([n])) for n in range(70)]
        tree = Tree(leaves)
        for size in range(70):
            self.assertEqual(tree.root(size), Tree(leaves[:size] or [tree.root(0)]).root())

    def test_tiles_of_seventy_thousand_entries(self):
        counts = collections.defaultdict(list)
        for level, _, width in synthetic.pieces(70_000):
            counts[level].append(width)
        self.assertEqual(counts[0], [256] * 273 + [112])
        self.assertEqual(counts[-1], counts[0])
        self.assertEqual(counts[1], [256, 17])
        self.assertEqual(counts[2], [1])
        self.assertEqual(list(synthetic.pieces(256)), [(-1, 0, 256), (0, 0, 256), (1, 0, 1)])

    def test_tile_paths(self):
        self.assertEqual(synthetic.piece_path(0, 1_234_067, 256), "tile/0/x001/x234/067")
        self.assertEqual(synthetic.piece_path(-1, 0, 7), "tile/entries/000.p/7")

    def test_a_note_that_others_signed(self):
        self.assertIsNotNone(synthetic.signed_by(PETER, Note.parse(NOTE)))
        self.assertIsNone(synthetic.signed_by(PETER, Note.parse(NOTE.replace("answer", "Answer"))))


class PostQuantum(unittest.TestCase):
    """A cosignature by ML-DSA-44: tlog-scales makes it and checks it, Go passes over it."""

    def test_line(self):
        made = synthetic.Made(entries=5)
        checkpoint = tlog.Checkpoint.from_text(str(made.note(cosigned=False)))
        signer = signing.MLDSA44CosignatureSigner("pq.example", bytes(32))
        line = signer.sign(checkpoint)
        log, witness = made.log_key.vkey, signer.vkey.serialize()
        policy = synthetic.policy_text(log, [("pq", witness)])
        signed = replace(checkpoint, signatures=[*checkpoint.signatures, line])
        scales.Policy(policy).judge(signed)
        with self.assertRaises(scales.Differs):
            scales.Policy(policy).judge(checkpoint)
        spoiled = replace(line, payload=line.payload[:99] + bytes([line.payload[99] ^ 1])
                          + line.payload[100:])
        with self.assertRaises(scales.Differs):
            scales.Policy(policy).judge(replace(signed, signatures=[signed.signatures[0], spoiled]))
        if "LOGCHECK" not in os.environ:
            return
        receipt = replace(made.receipt(3), note=Note.parse(signed.serialize())).to_bytes()
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "receipt"
            path.write_bytes(receipt)
            for text, verdict in ((f"log {log}\nwitness pq {witness}\nquorum none\n", "accept"),
                                  (policy, "refuse\ttoo few witnesses of the policy have signed")):
                (Path(folder) / "policy").write_text(text)
                run = subprocess.run([os.environ["LOGCHECK"], "batch", Path(folder) / "policy"],
                                     input=f"{path}\treceipt\n", capture_output=True, text=True)
                self.assertEqual(run.stdout.strip(), verdict)


LOG = Key.of("log.example/one", LOG_KEY, "test").vkey
A, B = (Key.of(name, COSIGNER_KEY, "test").vkey for name in ("a.example", "b.example"))


@unittest.skipUnless("LOGCHECK" in os.environ, "the Go driver is not here")
class Policies(unittest.TestCase):
    def read(self, *lines):
        """Whether the driver takes this for a policy; there is nothing for it to judge."""
        with tempfile.TemporaryDirectory() as folder:
            policy = Path(folder) / "policy"
            policy.write_text("\n".join(lines) + "\n")
            run = subprocess.run([os.environ["LOGCHECK"], "batch", policy], input="",
                                 capture_output=True, text=True)
            self.assertIn(run.returncode, (0, 2), run.stderr)
            return run.returncode == 0

    def test_what_is_a_policy(self):
        self.assertTrue(self.read(f"log {LOG}", "quorum none"))
        self.assertTrue(self.read("# ours", "", f"log {LOG} https://log.example/one",
                                  f"witness a {A} https://a.example", f"witness\tb\t{B}",
                                  "group g 1 a b", "quorum g"))
        self.assertTrue(self.read(f"log {LOG}", f"witness a {A}", "quorum a"))

    def test_what_is_none(self):
        log, a, b = f"log {LOG}", f"witness a {A}", f"witness b {B}"
        for why, lines in {
            "no quorum": [log, a],
            "two quorums": [log, a, "quorum a", "quorum none"],
            "no log": [a, "quorum a"],
            "a name before it is defined": [log, "group g any a", a, "quorum g"],
            "a name twice": [log, a, b.replace(" b ", " a "), "quorum a"],
            "a key twice": [log, a, a.replace(" a ", " c "), "quorum a"],
            "a member twice": [log, a, b, "group g 1 a a", "quorum g"],
            "a member of two groups": [log, a, b, "group g any a b", "group h any a", "quorum g"],
            "more needed than there are": [log, a, "group g 2 a", "quorum g"],
            "none needed": [log, a, "group g 0 a", "quorum g"],
            "a key whose id is another's": [log.replace("+", "+0", 1), "quorum none"],
            "an unknown word": [log, "quorum none", "allow all"],
        }.items():
            with self.subTest(why):
                self.assertFalse(self.read(*lines))


if __name__ == "__main__":
    unittest.main()
