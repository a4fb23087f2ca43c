"""Whoever looks and never finds is found out here: each kind is planted once."""

import contextlib
import io
import tempfile
import unittest
from pathlib import Path

import scan

NOTED = {"authenticator": "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", "caller": "Canary Wren",
         "invitation": "ansi_" + "7" * 58, "password": "correct horse battery staple",
         "second-secret": "7K2QM-XW40R",
         "share": "answerable-epoch-share-1 7 0101010101010101 2 " + "ab" * 32 + " 01234567", "token": "anss_" + "0" * 58, "words": "桥头有烟"}


class Scan(unittest.TestCase):
    def look(self, log, noted=NOTED):
        """Whether it is content, and what it says otherwise."""
        with tempfile.TemporaryDirectory() as folder:
            folder = Path(folder)
            (folder / "one.log").write_bytes(b"2026 TRACE serving\n" + log)
            (folder / "canaries").write_text("".join(f"{k}\t{t}\n" for k, t in noted.items()))
            said = io.StringIO()
            with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
                code = scan.main(folder)
            return code, said.getvalue()

    def test_a_clean_log_is_good(self):
        self.assertEqual(self.look(b"WARN a witness did not cosign\n")[0], 0)

    def test_each_kind_is_found_where_it_was_planted(self):
        for kind, text in NOTED.items():
            code, said = self.look(f'ok\nERROR said="{text}"\n'.encode())
            self.assertEqual(code, 1, kind)
            self.assertIn(f"one.log:3: {kind}", said)

    def test_a_token_that_no_test_noted_is_found_by_its_form(self):
        code, said = self.look(b"DEBUG key=ansk_" + b"q" * 58 + b"\n")
        self.assertEqual((code, "token by its form" in said), (1, True))

    def test_between_bytes_that_are_no_text_it_is_found_too(self):
        self.assertEqual(self.look(b"\xff\x00 Canary Wren \x00\n")[0], 1)

    def test_a_kind_that_nobody_noted_is_no_good_result(self):
        code, said = self.look(b"", {k: t for k, t in NOTED.items() if k != "second-secret"})
        self.assertEqual((code, "second-secret" in said), (1, True))

    def test_no_log_is_no_good_result(self):
        with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()), \
                contextlib.redirect_stderr(io.StringIO()):
            self.assertEqual(scan.main(Path(folder)), 1)


if __name__ == "__main__":
    unittest.main()
