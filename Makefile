# One word for each thing that is done here; people and machines use the same ones.
# .venv is made on first use; PYTHON=… names the interpreter, ARGS=… goes on to pytest.

BIN := .venv/bin
PYTHON ?=
ARGS ?=
EXAMPLES ?= 20000
export PYTHON

# What a person has set for the own database is not what demo, tests and benchmarks work on.
unexport OVERSIGHT_DB

.PHONY: help demo test check lint types contracts messages-complete coverage install run-time lock fuzz bench bench-long messages clean
.DEFAULT_GOAL := help

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: run-time ## the main job on the bundled packet, in a database of its own under build/demo
	@mkdir -p build/demo
	@cd build/demo && ../../$(BIN)/oversight --db demo.db quickstart
	@echo 'build/demo: demo.db, checklist-*.csv'

test: install ## all tests
	$(BIN)/python -m pytest -n auto $(ARGS)

check: install lint types contracts messages-complete coverage ## what has to pass before a change is taken: lint, types, contracts, messages, tests

lint: install
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: install
	$(BIN)/mypy src tests scripts benchmarks

contracts: install
	$(BIN)/lint-imports

messages-complete: install
	$(BIN)/python scripts/messages.py --check

# The tests of `make test`, measured; subprocesses too (pyproject.toml says how, and the least that is accepted).
coverage: install
	@mkdir -p build
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest -n auto --junitxml=build/tests.xml $(ARGS)
	$(BIN)/coverage combine -q
	$(BIN)/coverage report

install: ## .venv with everything that tests and checks need
	@sh scripts/set_up.sh requirements-dev.txt

run-time:
	@sh scripts/set_up.sh requirements.txt

lock: ## the two locked lists anew from pyproject.toml; UPGRADE=1 takes the newest versions
	@sh scripts/lock.sh $(if $(UPGRADE),--upgrade)

fuzz: install ## the reader on 20,000 spoiled packets (EXAMPLES=… for another number)
	FUZZ_EXAMPLES=$(EXAMPLES) $(BIN)/python -m pytest tests/fuzz $(ARGS)

bench: install ## how long commands take, beside a tool of the same kind
	$(BIN)/python benchmarks/compare.py
	$(BIN)/python benchmarks/read_length.py

bench-long: install ## how long papers take to read and to load, and a large database to answer; longer than all tests together
	-$(BIN)/python benchmarks/read_packets.py
	-$(BIN)/python benchmarks/load_packets.py
	-$(BIN)/python benchmarks/large_database.py

messages: install ## the catalogues of messages brought up to the sources, and compiled
	$(BIN)/python scripts/messages.py

clean: ## all that was made here, .venv included
	rm -rf build dist .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .benchmarks htmlcov .coverage .coverage.*
