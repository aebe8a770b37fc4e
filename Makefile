# Two commands set everything up on a machine with Python 3.11+ and make: `make demo` and `make test`.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
DEMO := build/demo.db
SEED := build/seed.db
FUZZ_SECONDS ?= 300
TESTS ?= tests
CHIEF := "Chief of the General Staff"
ask = @echo; echo '$$ registry who $(CHIEF) --on $(2)'; $(BIN)/registry --db $(1) who $(CHIEF) --on $(2)

.PHONY: demo serve test soak lint check-python bench screenshots clean

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

test: lint
	$(BIN)/python -m pytest -n auto $(TESTS)

lint: $(VENV)/installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

soak: $(VENV)/installed-test
	HYPOTHESIS_PROFILE=searching CRASH_ROUNDS=5000 EXCHANGE_SIZE=20 $(BIN)/python -m pytest -n auto \
	  tests/domain tests/services tests/store tests/crash tests/hostile tests/exchange
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[soak]' || \
	  echo 'atheris cannot be installed for this Python: the readers are not fuzzed'
	@! $(BIN)/python -c 'import atheris' 2>/dev/null || for reader in edtf phrases package; do \
	  $(BIN)/python fuzz/run.py $$reader $(FUZZ_SECONDS) || exit 1; done

bench: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[bench]'
	$(BIN)/python benchmarks/who.py
	$(BIN)/python benchmarks/check.py
	$(BIN)/python benchmarks/guards.py
	$(BIN)/python benchmarks/imports.py
	$(BIN)/python benchmarks/record.py
	$(BIN)/python benchmarks/search.py
	$(BIN)/python benchmarks/complete.py
	$(BIN)/python benchmarks/duplicates.py
	$(BIN)/python benchmarks/export.py
	$(BIN)/python benchmarks/pages.py

screenshots: $(VENV)/installed-test
	$(BIN)/python docs/screenshots.py

# Editable, so that what is tested is what is in the checkout.
$(VENV)/installed: pyproject.toml | check-python
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/installed-test: pyproject.toml $(VENV)/installed
	@mkdir -p build
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[ftm]' >build/ftm.log 2>&1 || \
	  echo 'followthemoney cannot be installed here: what is written for it is not tried against its schema'
	@touch $@

check-python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo 'Python 3.11 or newer is needed; name one with make PYTHON=...'; exit 1; }

clean:
	rm -rf $(VENV) build .pytest_cache .ruff_cache .mypy_cache .hypothesis
