# `make demo` shows what the program is for; `make test` runs every check that CI runs.
.PHONY: setup demo test lint test-nightly test-s3 mutants lock messages docs clean
SHELL := /bin/sh
BIN := .venv/bin
DEMO := $(or $(DEMO_DIR),demo)
# One more than there are cores: many tests wait for a server or for another process.
WORKERS := $(shell echo $$(( $$(getconf _NPROCESSORS_ONLN) + 1 )))

setup:
	@scripts/setup

demo: setup
	@scripts/demo $(DEMO)

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry .

test: lint
	$(BIN)/pytest --numprocesses=$(WORKERS) --dist=loadfile

# What is too slow for every day: the marked tests, and the property tests with many more examples.
test-nightly: setup
	$(BIN)/pytest -m nightly
	$(BIN)/pytest --hypothesis-profile=thorough tests/text tests/formats tests/pipeline tests/model

# The shelf in a store of objects. Not in .venv, since what comes along (uvloop) would change how the
# rest is tested. TESTS_S3=s3://BUCKET and the variables of AWS lead to a server other than nanio.
test-s3: setup
	$(BIN)/python -m pip install --quiet --upgrade --target .s3 s3fs nanio
	PYTHONPATH=$(CURDIR)/.s3 $(BIN)/pytest tests/store/test_shelf.py
	PYTHONPATH=$(CURDIR)/.s3 $(BIN)/pytest -m nightly tests/store/test_publish_kills.py

# What the tests of the core would not notice: for all of it some hours, for a module
# `make mutants NAMES='translate_pipeline.text.mending*'`; then .venv/bin/mutmut show NAME
mutants: setup
	$(BIN)/mutmut run $(NAMES)

# New versions: what pyproject.toml allows, with hashes for every platform and Python.
lock: setup
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
		--no-header --no-annotate pyproject.toml --group dev -o requirements.lock

# The catalogs of what the program says: what is new in them is left empty, for a translator.
# `make messages LANGUAGES=de` begins a language.
messages: setup
	$(BIN)/python scripts/messages.py $(LANGUAGES)

docs: setup
	$(BIN)/mkdocs build --strict

clean:
	rm -rf .venv .s3 demo site dist mutants .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
