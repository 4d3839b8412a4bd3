# make demo: read the sample story. make test: linters, types, tests. Each sets up all that it needs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test lint types bench bench-long bench-peers crash fuzz screenshots docs outputs release-check requirements messages clean

demo: $(VENV)/.base
	@$(BIN)/pourparlers demo

test: lint types
	$(BIN)/python -m pytest

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: $(VENV)/.dev
	$(BIN)/mypy

bench: $(VENV)/.dev
	$(BIN)/python bench/speed.py
	$(BIN)/python bench/quality.py

# Is memory flat over 50,000 articles? Some ten minutes.
bench-long: $(VENV)/.dev
	$(BIN)/python bench/long.py

# The same articles read by what one would use instead, in an environment of their own: docs/peers.md.
bench-peers: $(VENV)-peers/.done
	$(VENV)-peers/bin/python -m pytest -q tests/test_peers.py
	$(VENV)-peers/bin/python bench/peers/compare.py
	$(VENV)-peers/bin/python docs/peers.py

# Expensive checks, run before a release: kill the program at a hundred random moments, on SQLite and PostgreSQL.
crash: $(VENV)/.dev
	$(BIN)/python bench/crash.py

# Ten thousand malformed pages, feeds and archives: no crash, no hang.
fuzz: $(VENV)/.dev
	$(BIN)/python bench/fuzz_sources.py

# Pictures of each page, light and dark, in docs/screenshots.
screenshots: $(VENV)/.dev
	$(BIN)/python bench/screenshots.py

# The documentation as a site, in site/: a warning is an error.
docs: $(VENV)/.dev
	$(BIN)/properdocs build --strict

# What the pages show of the product, made anew: outputs of commands, the picture of a timeline, figures, licences.
outputs: $(VENV)/.dev
	POURPARLERS_LANG=en $(BIN)/python docs/snippets.py
	POURPARLERS_LANG=fr $(BIN)/python docs/snippets.py
	$(BIN)/python docs/generate.py
	$(BIN)/python docs/timeline.py
	$(BIN)/python docs/figures.py
	$(BIN)/python docs/speed.py
	$(BIN)/python docs/peers.py
	$(BIN)/python docs/licences.py

# Before a release: build the wheel, install it into an empty environment, try it there from an empty folder.
release-check: $(VENV)/.dev
	$(BIN)/python bench/release.py

# The catalogue of French messages: take in new ones, then compile. Fill in the empty ones in between.
messages: $(VENV)/.dev
	$(BIN)/pybabel -q extract -F babel.cfg -k N_ -k _ -o $(VENV)/messages.pot --no-location src
	$(BIN)/pybabel -q update -D pourparlers -i $(VENV)/messages.pot -d src/pourparlers/locale --no-fuzzy-matching --ignore-obsolete
	$(BIN)/pybabel -q compile -D pourparlers -d src/pourparlers/locale

# Pinned versions with hashes, and no address of any registry.
requirements:
	$(BIN)/uv pip compile -q --universal --no-annotate --no-header --generate-hashes --no-emit-index-url --no-emit-find-links \
	  pyproject.toml requirements/build.in -o requirements/base.txt
	$(BIN)/uv pip compile -q --universal --no-annotate --no-header --generate-hashes --no-emit-index-url --no-emit-find-links \
	  --all-extras --group dev pyproject.toml requirements/build.in -c requirements/base.txt -o requirements/dev.txt
	$(BIN)/uv pip compile -q --universal --no-annotate --no-header --generate-hashes --no-emit-index-url --no-emit-find-links \
	  --group peers pyproject.toml requirements/build.in -c requirements/base.txt -o requirements/peers.txt

$(VENV)/.venv:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed (make PYTHON=python3.11 …)")'
	$(PYTHON) -m venv $(VENV)
	touch $@

$(VENV)/.base: requirements/base.txt pyproject.toml | $(VENV)/.venv
	@echo "Installing what pourparlers needs into $(VENV) (a minute or two the first time)…"
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/base.txt
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.base
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/dev.txt
	touch $@

$(VENV)-peers/.done: requirements/peers.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)-peers
	$(VENV)-peers/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/peers.txt
	$(VENV)-peers/bin/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

clean:
	rm -rf $(VENV) $(VENV)-peers .mypy_cache .ruff_cache .pytest_cache .hypothesis dist build
