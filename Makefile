# make run     the reader at http://127.0.0.1:5000 (PORT= changes it)
# make test    every test
# make check   ruff and mypy
# make bench   speed, against argostranslate.translate in the same run
PYTHON ?= python3
PORT ?= 5000
BIN := .venv/bin

.PHONY: run test check bench

run: .venv/installed
	$(BIN)/oqyrman serve --port $(PORT)

test: .venv/installed-test
	$(BIN)/python -m pytest

check: .venv/installed-test
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: .venv/installed-test
	$(BIN)/python -m benchmarks.speed

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/installed: pyproject.toml constraints.txt | .venv/bin/python
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable .
	touch $@

.venv/installed-test: pyproject.toml constraints.txt | .venv/bin/python
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[test]'
	touch $@ .venv/installed
