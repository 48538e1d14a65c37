# One command each. `make site` and `make test` set up all they need themselves.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

# Some containers tell Python to keep no compiled code; then every start of a command compiles all of it again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: site serve check test format bench bench-search bench-publish clean

site: $(VENV)/.ready ## build content/ into site/
	$(BIN)/python build.py build

serve: $(VENV)/.ready ## preview on this machine, with reload on change
	$(BIN)/python build.py serve

check: $(VENV)/.ready ## check every record, write nothing
	$(BIN)/python build.py check

test: $(VENV)/.ready-test ## lint, types, all tests, a real browser
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m tests.browser --install
	$(BIN)/python -m pytest --numprocesses 2 --dist loadfile

format: $(VENV)/.ready-test ## put the code in order
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.ready-test ## measure the speed beside Hugo
	$(INSTALL) --editable '.[test,bench]'
	$(BIN)/python -m benchmarks.speed --records 10000 --peer hugo
	$(BIN)/python -m benchmarks.speed --records 10000 --search with --edits --peer hugo
	$(BIN)/python -m benchmarks.speed --records 100000 --rounds 1 --search with --edits 5
	$(BIN)/python -m benchmarks.speed --records 100000 --rounds 1 --peer hugo

bench-search: $(VENV)/.ready-test ## measure what search finds
	$(BIN)/python -m benchmarks.search

bench-publish: $(VENV)/.ready-test ## measure publishing beside rclone and Hugo
	$(INSTALL) --editable '.[test,bench]'
	$(BIN)/python -m benchmarks.publish

clean: ## remove what can be made again
	rm -rf site .site.spare .gongkai $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "需要 Python 3.11 或更新的版本 (Python 3.11 or newer is needed): make PYTHON=python3.11 site")'
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.ready: $(VENV)/.python pyproject.toml constraints.txt
	$(INSTALL) --editable .
	@touch $@

$(VENV)/.ready-test: $(VENV)/.python pyproject.toml constraints.txt
	$(INSTALL) --editable '.[test]'
	@touch $@ $(VENV)/.ready
