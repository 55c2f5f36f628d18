# Each target makes .venv itself when it is missing. `make` alone lists them.
.DEFAULT_GOAL := help
.PHONY: help demo test chaos check generate bench docs clean

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
DOCS_READY := .venv/.docs

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

$(READY): pyproject.toml constraints.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installing into .venv …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $(READY)

demo: $(READY) ## trade on the simulator, blocking and async (or on your demo account when keys are set)
	@$(BIN)/python examples/demo.py

test: $(READY) ## run the tests
	$(BIN)/python -m pytest

chaos: $(READY) ## 10,000 orders over a bad connection: none lost, none doubled (takes minutes)
	$(BIN)/python -m tests.chaos --orders 10000

check: $(READY) ## format, lint, types, generated code, layers, public names
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/python -m mypy
	$(BIN)/python -m mypy --no-incremental tests/typing/public_api.py
	$(BIN)/pyright
	$(BIN)/python -m codegen --check
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n 0 tests/test_public_names.py

generate: $(READY) ## rebuild what is derived: etoropy/rest, etoropy/_sync, tests/_sync
	$(BIN)/python -m codegen

bench: $(READY) ## measure, side by side with other libraries
	$(BIN)/python -m benchmarks

$(DOCS_READY): $(READY)
	@echo "Installing what builds the documentation …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[docs]'
	@touch $(DOCS_READY)

docs: $(DOCS_READY) ## build the documentation
	$(BIN)/python -m sphinx -W -b html docs docs/_build/html

clean: ## remove .venv, caches and built files
	rm -rf .venv build dist docs/_build .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
