# Two commands do everything: `make site` builds the sample playbook, `make test` checks and tests all of it.
PYTHON ?= python3
BIN := .venv/bin
INSTALLED := .venv/.installed
TESTABLE := .venv/.testable
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps
CODE := generator tests benchmarks

.DEFAULT_GOAL := site
.PHONY: site serve test quick lint types suite coverage browser strict pictures lock clean

site: $(INSTALLED)
	$(BIN)/playbook build

serve: $(INSTALLED)
	$(BIN)/playbook serve

test: lint types suite strict

# What to run while working: without the browser, real exports and the slow claims; about a minute.
quick: $(TESTABLE)
	$(BIN)/pytest --numprocesses=auto --dist=loadgroup -m "not browser and not real and not slow"

lint: $(TESTABLE)
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/ruff check $(CODE)

types: $(TESTABLE)
	$(BIN)/mypy

suite: $(TESTABLE) browser
	$(BIN)/pytest --numprocesses=auto --dist=loadgroup

# Which lines and branches of the generator the tests pass through; about half as long again as the tests alone.
coverage: $(TESTABLE) browser
	$(BIN)/pytest --numprocesses=auto --dist=loadgroup --cov --cov-report=term:skip-covered

# The tests drive a real browser: one that is here already, Debian's where we may install it, else Playwright's own.
browser: $(TESTABLE)
	@$(BIN)/python -m tests.browser.chromium || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; \
	  then apt-get update -qq && export DEBIAN_FRONTEND=noninteractive && \
	    { apt-get install -y -qq chromium-headless-shell || apt-get install -y -qq chromium; }; \
	  else $(BIN)/playwright install chromium; fi && $(BIN)/python -m tests.browser.chromium; }

strict: $(INSTALLED)
	$(BIN)/playbook check
	$(BIN)/mkdocs build --strict --quiet --site-dir .make/plain

$(INSTALLED): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed, this is " + sys.version)'
	$(PYTHON) -m venv .venv
	$(PIP) --require-hashes --requirement requirements.lock
	$(PIP) --no-build-isolation --editable .
	@touch $@

$(TESTABLE): $(INSTALLED) requirements-test.lock
	$(PIP) --require-hashes --requirement requirements-test.lock
	@touch $@

# Every kind of page, light, dark, on a phone and on paper, into a folder that git ignores; and the three of README.
pictures: $(TESTABLE) browser
	$(BIN)/playbook build --site-dir .make/site
	$(BIN)/python -m benchmarks.pictures .make/site .make/pictures
	$(BIN)/python -m benchmarks.pictures .make/site docs/pictures --readme

# Needs uv on the path; every other command installs what stands in the lock files, byte for byte. The second holds what
# the tests and the office files need on top, in the versions that the first has.
COMPILE := uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
  --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" --extra build
lock:
	$(COMPILE) --output-file requirements.lock
	$(COMPILE) --extra office --extra assistants --extra test --constraint requirements.lock --output-file requirements-test.lock

clean:
	rm -rf .venv site .make .playbook-cache
