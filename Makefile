# make demo    builds everything and runs the invented city at http://127.0.0.1:7110
# make test    everything that is tested when a change is proposed, in the same order
# make ui      the desk alone
#
# One part of the tests: make fmt, lint, ui-test, supply, rust-test, acceptance, interop, api, fuzz,
# e2e. Tests run on the binary that cargo builds for them, so that nothing is built a second time.
#
# make fuzz FUZZ_SECONDS=3600 gives each reader of outside bytes an hour (fuzz/README.md).
# make sbom       writes what the program is built of, as CycloneDX
# make release-notes   prints what a release was made of, so that others can make it again
#
# make interop lets other people's software judge the log (tests/interop/README.md). It needs Go
# with golang.org/x/mod, Python 3.11, and Python 3.12 for one part.

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.ONESHELL:
.DEFAULT_GOAL := help
.NOTPARALLEL:

# Where real calls lie, for the acceptance of the figures.
ANSWERABLE_DATA_DIR ?= ../shared/data
# Set to 1 where a missing file, browser or verifier must not pass for a good result.
ANSWERABLE_REQUIRE_DATA ?=
ANSWERABLE_REQUIRE_BROWSER ?=
ANSWERABLE_REQUIRE_INTEROP ?=
ANSWERABLE_REQUIRE_FUZZ ?=
ANSWERABLE_REQUIRE_API ?=
ANSWERABLE_REQUIRE_SUPPLY ?=
CHROMIUM ?= /usr/bin/chromium

TARGET := $(or $(CARGO_TARGET_DIR),target)
BINARY := $(TARGET)/debug/answerable
# Where every record that the tests open says how many traces and decryptions there were.
export ANSWERABLE_OPENINGS ?= $(abspath $(TARGET))/openings.txt
# Where every server that the tests start says all it has to say, and what must not stand there.
export ANSWERABLE_LOGS ?= $(abspath $(TARGET))/logs
UI_SOURCES := $(shell find ui/src ui/public locales -type f) $(wildcard ui/*.html) ui/package-lock.json \
	$(wildcard ui/*.ts ui/*.js ui/*.json)

.PHONY: help demo test ui tools fmt lint ui-test supply sbom release-notes rust-test acceptance \
	outside interop api fuzz e2e begin-openings openings begin-logs logs FORCE

help:
	@sed -n 's/^# \{0,1\}//p' Makefile | sed '/^$$/q'

demo: tools ui
	@cargo build --release --package answerable --locked
	exec $(TARGET)/release/answerable demo

# Where clippy is the compiler, what it finds ends the build, and there is nothing to lint apart.
test: tools begin-openings begin-logs fmt ui-test supply $(if $(RUSTC_WORKSPACE_WRAPPER),,lint) \
	rust-test acceptance outside e2e openings logs
	@echo "everything is tested"

ui: tools ui/dist/index.html

# Says what is missing all at once, rather than one thing at each try.
tools:
	@missing=
	need() { command -v "$$1" >/dev/null || missing+="  $$1: $$2"$$'\n'; }
	need cargo "Rust 1.95 or later, https://rustup.rs"
	need node "Node 20.19 or later, https://nodejs.org"
	need npm "comes with Node; on Debian: apt-get install npm"
	need cc "a C compiler; on Debian: apt-get install build-essential"
	if [ -n "$$missing" ]; then
		printf 'Please install first:\n%s' "$$missing" >&2
		exit 1
	fi
	if ! node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)'; then
		echo "Node $$(node --version) is too old: 20.19 or later is needed, https://nodejs.org" >&2
		exit 1
	fi

ui/node_modules/.package-lock.json: ui/package-lock.json
	@cd ui
	npm ci
	touch node_modules/.package-lock.json

ui/dist/index.html: $(UI_SOURCES) | ui/node_modules/.package-lock.json
	@cd ui
	npm run build
	touch dist/index.html

fmt:
	cargo fmt --all --check

ui-test: ui/node_modules/.package-lock.json ui/dist/index.html
	@cd ui
	npm run check
	npm test

# The desk is embedded when the server is compiled, so it is built first.
lint: ui/dist/index.html
	cargo clippy --workspace --all-targets --locked -- -D warnings

rust-test: ui/dist/index.html
	@mkdir -p "$$ANSWERABLE_LOGS"
	if cargo nextest --version >/dev/null 2>&1; then
		cargo nextest run --workspace --locked
	else
		cargo test --workspace --locked
	fi

# The binary of the tests, as it was built for them: asked for alone, it is built in the same way.
$(BINARY): ui/dist/index.html FORCE
	cargo test --workspace --locked --no-run --quiet

FORCE:

# The service figures of real calls, worked out a second time by a program that shares no code.
acceptance: $(BINARY)
	@python3 -m unittest discover tests/acceptance
	calls=$$(ls "$(ANSWERABLE_DATA_DIR)"/dispatch/*.csv.zst "$(ANSWERABLE_DATA_DIR)"/dispatch/*.csv.gz \
		"$(ANSWERABLE_DATA_DIR)"/dispatch/*.csv 2>/dev/null | head -1 || true)
	if [ -z "$$calls" ]; then
		echo "NOT COMPARED: there are no calls in $(ANSWERABLE_DATA_DIR)/dispatch; set ANSWERABLE_DATA_DIR"
		[ "$(ANSWERABLE_REQUIRE_DATA)" != 1 ] || exit 1
		exit 0
	fi
	work=$$(mktemp -d)
	trap 'rm -rf "$$work"' EXIT
	$(BINARY) replay --pack packs/san-francisco --calls "$$calls" --data "$$work/record"
	$(BINARY) journal verify "$$work/record"
	$(BINARY) figures --data "$$work/record" --json > "$$work/product.json"
	python3 tests/acceptance/figures.py "$$calls" > "$$work/oracle.json"
	python3 tests/acceptance/compare.py "$$work/product.json" "$$work/oracle.json"

# The log, its receipts and its witness as software sees them that nobody here wrote.
interop: $(BINARY)
	@export ANSWERABLE_REQUIRE_INTEROP="$(ANSWERABLE_REQUIRE_INTEROP)"
	mkdir -p "$$ANSWERABLE_LOGS"
	tests/interop/run $(BINARY) $(TARGET)/interop

# Those who judge from outside wait for one another most of the time, so what is fuzzed is built beside
# them, with what they leave of the processors.
outside: $(BINARY)
	@mkdir -p $(TARGET)/fuzz
	FUZZ_BUILD_ONLY=1 nice -n 19 fuzz/run $(BINARY) $(TARGET)/fuzz > $(TARGET)/fuzz/built.txt 2>&1 &
	building=$$!
	$(MAKE) --no-print-directory interop api
	wait $$building || { cat $(TARGET)/fuzz/built.txt >&2; exit 1; }
	$(MAKE) --no-print-directory fuzz

# The interface as its own document tells it, to whoever is signed in and to whoever is not.
api: $(BINARY)
	@export ANSWERABLE_REQUIRE_API="$(ANSWERABLE_REQUIRE_API)"
	mkdir -p "$$ANSWERABLE_LOGS"
	tests/api/run $(BINARY) $(TARGET)/api

# Every reader of bytes from outside, a few seconds each.
fuzz: $(BINARY)
	@export ANSWERABLE_REQUIRE_FUZZ="$(ANSWERABLE_REQUIRE_FUZZ)" FUZZ_SECONDS="$(FUZZ_SECONDS)"
	fuzz/run $(BINARY) $(TARGET)/fuzz

# What all of it is built of: where it comes from, under which licences, and that it is told in full.
supply:
	@export ANSWERABLE_REQUIRE_SUPPLY="$(ANSWERABLE_REQUIRE_SUPPLY)"
	tests/supply/run $(TARGET)/supply

sbom:
	@mkdir -p $(TARGET)
	python3 tests/supply/sbom.py $(TARGET)/answerable.cdx.json

release-notes: sbom ui/dist/index.html
	@cargo build --release --locked --package answerable --package answerable-verify
	python3 tests/supply/release_notes.py $(TARGET)/answerable.cdx.json \
		$(TARGET)/release/answerable $(TARGET)/release/answerable-verify

begin-openings:
	@mkdir -p "$$(dirname "$$ANSWERABLE_OPENINGS")"
	rm -f "$$ANSWERABLE_OPENINGS"

# Over all tests: nothing was deciphered without a trace, and no trace was left for nothing.
openings:
	@awk '{ traces += $$1; decryptions += $$2 } END {
		printf "%d decryptions / %d traces = %.3f in %d records\n", decryptions, traces, traces ? decryptions / traces : 0, NR
		exit !(traces > 0 && traces == decryptions) }' "$$ANSWERABLE_OPENINGS"

begin-logs:
	@rm -rf "$$ANSWERABLE_LOGS"
	mkdir -p "$$ANSWERABLE_LOGS"

# Over all tests: no log of a server holds a name, a number, a password or anything that opens a door.
logs:
	@(cd tests/logs && python3 -m unittest --quiet)
	python3 tests/logs/scan.py "$$ANSWERABLE_LOGS"

# Stories in a browser, at a desk of the invented city where nobody else acts.
e2e: $(BINARY) ui/node_modules/.package-lock.json
	@if [ ! -x "$(CHROMIUM)" ] && [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
		apt-get install -y --no-install-recommends chromium || true
	fi
	if [ ! -x "$(CHROMIUM)" ]; then
		echo "NOT RUN: the stories in the browser need Chromium at $(CHROMIUM); on Debian: apt-get install chromium"
		[ "$(ANSWERABLE_REQUIRE_BROWSER)" != 1 ] || exit 1
		exit 0
	fi
	work=$$(mktemp -d)
	mkdir -p "$$ANSWERABLE_LOGS"
	RUST_LOG=trace NO_COLOR=1 $(BINARY) demo --data "$$work/record" --address 127.0.0.1:0 --no-autopilot \
		--calls-per-day 0 > "$$work/said" 2> "$$ANSWERABLE_LOGS/e2e.log" &
	server=$$!
	trap 'kill $$server 2>/dev/null || true; wait $$server 2>/dev/null || true; rm -rf "$$work"' EXIT
	for _ in $$(seq 300); do
		address=$$(sed -n 's/^Answerable is at \(http:[^ ]*\).*/\1/p' "$$work/said")
		first=$$(sed -n '/^Nobody administers this record yet/{n;p;}' "$$work/said")
		[ -z "$$address" ] || [ -z "$$first" ] || break
		kill -0 $$server || { echo "the server did not start" >&2; exit 1; }
		sleep 0.2
	done
	export ANSWERABLE_URL="$$address" ANSWERABLE_FIRST="$$first" CHROMIUM="$(CHROMIUM)"
	cd ui
	npm run e2e
