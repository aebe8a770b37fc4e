# Two commands set everything up on a machine with Python 3.11+ and make: `make demo` and `make test`.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
DEMO := build/demo.db
SEED := build/seed.db
FUZZ_SECONDS ?= 300
TESTS ?= tests
QUICK := tests/domain tests/cli/test_commands.py tests/cli/tenures tests/test_floors.py tests/test_papers.py
CHIEF := "Chief of the General Staff"
ask = @echo; echo '$$ registry who $(CHIEF) --on $(2)'; $(BIN)/registry --db $(1) who $(CHIEF) --on $(2)

# What is installed is pinned in the lock files; `make lock` writes them anew from the ranges of pyproject.toml.
PIP := $(BIN)/python -m pip --disable-pip-version-check
EDITABLE := install --quiet --no-deps --no-build-isolation --editable .
LOCKING := build/venv-lock
COMPILE = UV_CUSTOM_COMPILE_COMMAND='make lock' $(LOCKING)/bin/uv pip compile --quiet --universal --python-version 3.11 \
  --generate-hashes --annotation-style line $(UPGRADE) pyproject.toml

.PHONY: demo serve test quick test-newest test-lowest soak lint lock upgrade remove-old-name check-python bench bench-scale \
  screenshots man docs release-check clean

demo: $(VENV)/installed
	@mkdir -p build && rm -f $(DEMO)* $(SEED)*
	@echo 'The sample registry, data/:'
	@$(BIN)/registry --db $(DEMO) import data
	$(call ask,$(DEMO),2025-03-17)
	$(call ask,$(DEMO),2025-03-16)
	$(call ask,$(DEMO),2024-06-01)
	@echo; echo 'The same succession typed in three commands, with February 2024 as all that is known of a hand-over:'
	@sh docs/seed.sh $(BIN)/registry $(SEED)
	$(call ask,$(SEED),2024-02-05)
	@echo; echo 'Try: $(BIN)/registry --db $(DEMO) history "Minister of Defence of Ukraine"'

serve: $(VENV)/installed
	@mkdir -p build && [ -e $(DEMO) ] || $(BIN)/registry --db $(DEMO) import data
	@$(BIN)/registry --db $(DEMO) serve

# Without it each program that a test or a benchmark starts would compile the registry anew.
unexport PYTHONDONTWRITEBYTECODE

# Tests write into memory where there is room: a disk lets each of some 100,000 changes wait.
MEMORY := $(shell df -Pk /dev/shm 2>/dev/null | awk 'NR == 2 && $$4 > 4000000 {print "/dev/shm"}')
test quick: export TMPDIR := $(or $(MEMORY),$(TMPDIR),/tmp)

test: lint
	$(BIN)/python -m pytest -n auto --dist worksteal $(COVERAGE) $(TESTS)

# To run while you work: what is pure, and the main roads of the command line; under a minute on two idle cores.
quick: $(VENV)/installed-test
	HYPOTHESIS_PROFILE=quick $(BIN)/python -m pytest -n auto --dist worksteal $(QUICK)

# The same, and which lines and branches it reaches; fails below the floor in pyproject.toml.
coverage:
	$(MAKE) test COVERAGE='--cov --cov-report=term:skip-covered'

lint: $(VENV)/installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

soak: $(VENV)/installed-test
	HYPOTHESIS_PROFILE=searching CRASH_ROUNDS=5000 EXCHANGE_SIZE=20 $(BIN)/python -m pytest -n auto \
	  tests/domain tests/services tests/store tests/crash tests/hostile tests/exchange tests/lake
	@$(PIP) install --quiet --editable '.[soak]' || \
	  echo 'atheris cannot be installed for this Python: the readers are not fuzzed'
	@! $(BIN)/python -c 'import atheris' 2>/dev/null || for reader in edtf phrases package; do \
	  $(BIN)/python fuzz/run.py $$reader $(FUZZ_SECONDS) || exit 1; done

bench: $(VENV)/installed
	$(PIP) install --quiet --editable '.[bench]'
	$(BIN)/python benchmarks/who.py
	$(BIN)/python benchmarks/check.py
	$(BIN)/python benchmarks/guards.py
	$(BIN)/python benchmarks/imports.py
	$(BIN)/python benchmarks/record.py
	$(BIN)/python benchmarks/chain.py
	$(BIN)/python benchmarks/search.py
	$(BIN)/python benchmarks/complete.py
	$(BIN)/python benchmarks/duplicates.py
	$(BIN)/python benchmarks/export.py
	$(BIN)/python benchmarks/pages.py
	$(BIN)/python benchmarks/static.py

# A lake of 1, 10 and 100 million tenures, asked by DuckDB, and of 1 million by Spark: some half an hour, 4 GB of disk.
bench-scale: $(VENV)/installed
	$(PIP) install --quiet --editable '.[bench,lake,spark]'
	$(BIN)/python benchmarks/lake.py --tenures 1000000 10000000 100000000
	$(BIN)/python benchmarks/lake.py --tenures 1000000 --spark

# The site of the documentation in build/site, with every link checked; the references are made from the program.
docs: $(VENV)/installed-docs
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet --strict
	@echo 'build/site/index.html'

# The manual page that the wheel holds.
man: $(VENV)/installed
	$(BIN)/python docs/reference.py

# Builds, checks and installs what would be uploaded; uploads nothing.
release-check: $(VENV)/installed
	PYTHON=$(PYTHON) .ci/release-check

screenshots: $(VENV)/installed-test
	$(BIN)/python docs/screenshots.py

# Editable, so that what is tested is what is in the checkout; setuptools warns that this is so.
$(VENV)/installed: pyproject.toml requirements.lock | check-python
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --quiet --require-hashes --requirement requirements.lock
	@$(MAKE) --no-print-directory remove-old-name
	PYTHONWARNINGS=ignore $(PIP) $(EDITABLE)
	@touch $@

# Up to 0.1.0 the distribution was called registry: both have the same files, so it must go before the new one comes.
remove-old-name:
	@$(PIP) uninstall --quiet --yes registry >/dev/null 2>&1

$(VENV)/installed-test: requirements-test.lock requirements-ftm.lock $(VENV)/installed
	@mkdir -p build
	$(PIP) install --quiet --require-hashes --requirement requirements-test.lock
	@$(PIP) install --quiet --require-hashes --requirement requirements-ftm.lock >build/ftm.log 2>&1 || \
	  echo 'followthemoney cannot be installed here: what is written for it is not tried against its schema'
	@touch $@

$(VENV)/installed-docs: requirements-docs.lock $(VENV)/installed
	$(PIP) install --quiet --require-hashes --requirement requirements-docs.lock
	@touch $@

# The suite with the newest of everything that the ranges of pyproject.toml allow.
test-newest: | check-python
	rm -rf build/venv-newest && $(PYTHON) -m venv build/venv-newest
	build/venv-newest/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	build/venv-newest/bin/python -m pip list --disable-pip-version-check
	build/venv-newest/bin/python -m pytest -n auto $(TESTS)

# The suite with the lowest versions that they allow for the program; the tools that run the tests are the newest.
test-lowest: $(LOCKING)/bin/uv | check-python
	rm -rf build/venv-lowest && $(PYTHON) -m venv build/venv-lowest
	$(LOCKING)/bin/uv pip compile --quiet --resolution lowest-direct --python build/venv-lowest/bin/python \
	  --extra xlsx --extra parquet pyproject.toml --output-file build/lowest.txt
	build/venv-lowest/bin/python -m pip install --quiet --disable-pip-version-check \
	  --constraint build/lowest.txt --editable '.[test]'
	build/venv-lowest/bin/python -m pip list --disable-pip-version-check
	build/venv-lowest/bin/python -m pytest -n auto $(TESTS)

# Pins that still fit stay; `make upgrade` takes the newest of all. No address of an index is written.
lock: $(LOCKING)/bin/uv
	$(PYTHON) -c "import tomllib; print(*tomllib.load(open('pyproject.toml', 'rb'))['build-system']['requires'], sep='\n')" \
	  >build/build-system.in
	$(COMPILE) build/build-system.in --output-file requirements.lock
	$(COMPILE) build/build-system.in --extra test --constraint requirements.lock --output-file requirements-test.lock
	$(COMPILE) --extra ftm --constraint requirements.lock --constraint requirements-test.lock \
	  --output-file requirements-ftm.lock
	$(COMPILE) --extra docs --constraint requirements.lock --constraint requirements-test.lock \
	  --output-file requirements-docs.lock

upgrade:
	$(MAKE) lock UPGRADE=--upgrade

$(LOCKING)/bin/uv: | check-python
	$(PYTHON) -m venv $(LOCKING)
	$(LOCKING)/bin/python -m pip install --quiet --disable-pip-version-check uv

check-python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo 'Python 3.11 or newer is needed; name one with make PYTHON=...'; exit 1; }

clean:
	rm -rf $(VENV) build .pytest_cache .ruff_cache .mypy_cache .hypothesis
