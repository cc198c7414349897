# What a developer or a first user types. `make help` lists it.

SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv --quiet pip
UV_VERSION := 0.13.9
PYTHON ?= $(shell for name in python3.13 python3.12 python3.11 python3 python; do \
	if $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo $$name; break; fi; done)
COMPILE := pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header
ARGS ?=
TESTS ?=

.DEFAULT_GOAL := help
.PHONY: help demo serve install test lint format lock clean

help: ## This list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' Makefile

demo: $(VENV)/.runtime ## The whole product with made-up people (ARGS="--port 8400 --json --fresh")
	@exec $(BIN)/homestretch demo $(ARGS)

serve: $(VENV)/.runtime ## Serve on your own data (ARGS="--host 0.0.0.0 --port 8300")
	@exec $(BIN)/homestretch serve $(ARGS)

install: $(VENV)/.dev ## The virtual environment with the development tools

test: $(VENV)/.dev ## All tests, browser tests included (TESTS="tests/unit -k streak" for some)
	@$(BIN)/python -m tests.chromium
	@$(BIN)/python -m tests.servers
	@echo "Running the tests"
	@$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile $(TESTS)

lint: $(VENV)/.dev ## Ruff, types, the import rule, no addresses in the locks
	@echo "Checking style (ruff)" && $(BIN)/ruff check --quiet . && $(BIN)/ruff format --quiet --check .
	@echo "Checking types (mypy)" && $(BIN)/mypy --no-error-summary
	@echo "Checking the import rule (import-linter)" && $(BIN)/lint-imports > $(VENV)/lint-imports.log || { cat $(VENV)/lint-imports.log; exit 1; }
	@echo "Checking the locks" && if grep -nE '^(-|.*@ )|"resolved"' requirements.lock requirements-dev.lock reflex.lock/package-lock.json; \
		then echo "A lock names a registry address."; exit 1; fi
	@echo "Lint: all good"

format: $(VENV)/.dev ## Put the code in form
	@$(BIN)/ruff check --quiet --fix . ; $(BIN)/ruff format --quiet .

lock: $(VENV)/.dev ## Resolve the dependencies anew (Python and JavaScript)
	@echo "Resolving Python packages"
	@$(BIN)/uv $(COMPILE) --extra build --output-file requirements.lock
	@$(BIN)/uv $(COMPILE) --extra build --extra dev --constraint requirements.lock --output-file requirements-dev.lock
	@echo "Resolving JavaScript packages"
	@$(BIN)/python -m patient_app.serving.lock

clean: ## Remove the environment, the built front end and the embedded database
	rm -rf $(VENV) .homestretch .web .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis test-results

$(BIN)/uv:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed; none was found. Set PYTHON=/path/to/python."; exit 1; }
	@echo "Creating the virtual environment ($(PYTHON))"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip --quiet --quiet --disable-pip-version-check install uv==$(UV_VERSION)

$(VENV)/.runtime: requirements.lock pyproject.toml | $(BIN)/uv
	@echo "Installing Python packages (about half a minute, once)"
	@$(UV) install --python $(BIN)/python --require-hashes --requirement requirements.lock
	@$(UV) install --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.runtime
	@echo "Installing development tools"
	@$(UV) install --python $(BIN)/python --require-hashes --requirement requirements-dev.lock
	@touch $@
