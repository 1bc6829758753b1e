# Everything a fresh machine needs: `make demo` and `make test` set themselves up first.
PYTHON ?= $(shell for found in python3 python3.13 python3.12 python3.11; do \
	$$found -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$found && break; done)
BIN := .venv/bin
UV := $(shell command -v uv)

.PHONY: help setup demo test check golden messages formats bench fuzz learn alarms system clean

help:  ## what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: .venv/ready  ## build .venv with the program and its tools

.venv/ready: requirements.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed (make PYTHON=/path/to/python3)" >&2; exit 1; }
ifdef UV
	test -x $(BIN)/python || uv venv -q -p "$(PYTHON)" .venv
	uv pip sync -q -p $(BIN)/python --compile-bytecode --require-hashes requirements.txt
	uv pip install -q -p $(BIN)/python --no-deps --no-build-isolation -e .
else
	test -x $(BIN)/pip || "$(PYTHON)" -m venv .venv
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
endif
	$(BIN)/python -m compileall -q src
	@touch $@

demo: setup  ## the main job on an invented freelancer's records
	$(BIN)/goodterms demo

system:  ## Debian packages for the tests that need real parts (Java for Spark, PostgreSQL, Dovecot, Chromium)
	sh tests/system_packages.sh

# Rooms whose own tests go through every line and branch; to watch that doubles the time they take.
WHOLE := terms review letters parting
TESTS := $(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder --durations=25

test: setup system  ## all tests
	$(TESTS) $(WHOLE:%=tests/%) $(WHOLE:%=src/goodterms/%) $(WHOLE:%=--cov=goodterms.%) \
		--cov-report=term-missing:skip-covered --cov-fail-under=100
	$(TESTS) $(WHOLE:%=--ignore=tests/%) $(WHOLE:%=--ignore=src/goodterms/%)

check: setup  ## style, types, walls between the rooms, migrations, catalogues
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	DJANGO_SETTINGS_MODULE=goodterms.faces.web.studio.checked $(BIN)/python -m django makemigrations --check --dry-run

golden: setup  ## write the expected files of importers and letters anew; read the difference before you keep it
	GOLDEN=1 $(BIN)/pytest tests/records/test_importers.py tests/letters/test_drafting.py::test_golden_letters

messages: setup  ## compile the catalogues of screen words, and index the sheets of phrases
	$(BIN)/pybabel -q compile --domain django --directory src/goodterms/locale
	$(BIN)/python -m goodterms.records.phrase_index
	$(BIN)/python -m goodterms.letters.sheet_index
	$(BIN)/python -m goodterms.parting.contract.sheet_index

formats: setup  ## write the page of the guide that tells what is read of each format
	$(BIN)/python -m goodterms.records.formats

bench: setup system  ## what it costs, each beside its alternative in the same run
	$(BIN)/python -m bench

fuzz: setup  ## damaged files for every importer, for an hour unless MINUTES says otherwise
	$(BIN)/python -m fuzz --minutes $(or $(MINUTES),60)

learn:  ## learn anew which sentences of English contracts are which clause: make learn CUAD=path/to/CUADv1.json
	@test -n "$(CUAD)" || { echo "CUAD=path/to/CUADv1.json is needed (The Atticus Project, CC BY 4.0)" >&2; exit 1; }
	test -x .venv/learn/bin/pip || "$(PYTHON)" -m venv .venv/learn
	.venv/learn/bin/pip install -q --disable-pip-version-check numpy scipy scikit-learn
	PYTHONPATH=src .venv/learn/bin/python tools/train_clauses.py "$(CUAD)"

alarms: setup  ## measure anew how often a talk only seems to have helped
	$(BIN)/python tools/measure_alarms.py

clean:  ## everything that was built
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage
