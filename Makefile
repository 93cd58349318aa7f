# One command runs everything: make run. Nothing is installed outside this folder.
.DEFAULT_GOAL := help
.PHONY: help run test check format bench advance officer partner redrive train-complaints openapi deploy clean spotless cloud lock
.SUFFIXES:
.DELETE_ON_ERROR:

VENV := .venv
PY := $(VENV)/bin/python
CLOUD := .local/cloud
STAGE ?= prod
PIP := -m pip install --quiet --no-compile --no-input --disable-pip-version-check --require-hashes
# Ports of `make run`, the site's and the local cloud's; for example: make run SITE_PORT=9000
export SITE_PORT CLOUD_PORT PYTHON

help: ## this list
	@echo "make <target>:"
	@awk -F ':.*## ' '/^[a-z%-]+:.*## / {printf "  %-16s %s\n", $$1, $$2}' Makefile
	@echo "Ports: make run SITE_PORT=… CLOUD_PORT=…   Python: make run PYTHON=python3.12"

run: $(VENV)/ready-to-run $(CLOUD)/ready ## the whole system on this machine, until Ctrl-C
	@$(PY) -m infra.local

test: $(VENV)/ready-to-develop $(CLOUD)/ready ## every test (browser tests need Chromium)
	@$(PY) -m pytest -n 2 --dist loadfile

check: $(VENV)/ready-to-develop ## lint, types, import rules, seed, unit tests (under a minute)
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check --quiet . || { echo "Run make format."; exit 1; }
	@$(PY) -m mypy
	@$(VENV)/bin/lint-imports --no-logo
	@$(PY) -m infra.seed check
	@$(PY) -m pytest -q -n 2 --dist loadfile -m "not cloud and not browser and not slow" tests/unit tests/contract

format: $(VENV)/ready-to-develop ## put the code into its standard form
	@$(PY) -m ruff format --quiet .
	@$(PY) -m ruff check --fix --quiet . || true

bench: $(VENV)/ready-to-develop $(CLOUD)/ready ## every benchmark; one of them: make bench-cold-start
	@set -e; for file in benchmarks/[a-z]*.py; do name=$$(basename "$$file" .py); \
	  echo "== $$name"; $(PY) -m "benchmarks.$$name"; done

bench-%: $(VENV)/ready-to-develop $(CLOUD)/ready
	@$(PY) -m benchmarks.$(subst -,_,$*)

advance: $(VENV)/ready-to-run ## a case has reached a milestone, while make run runs: make advance REF="K7QG …" TO=ready
	@$(PY) -m infra.operate "$(REF)" "$(TO)"

officer: $(VENV)/ready-to-run ## invite an officer: make officer EMAIL=… ROLE=officer OFFICE=mpp AGENCY=dukcapil STAGE=prod
	@$(PY) -m infra.officers --stage "$(STAGE)" --email "$(EMAIL)" --role "$(ROLE)" --office "$(OFFICE)" --agency "$(AGENCY)"

partner: $(VENV)/ready-to-run ## keys of programs that bring complaints (Open311): make partner NAME="…" STAGE=prod, or REVOKE=…
	@$(PY) -m infra.partners --stage "$(STAGE)" --name "$(NAME)" --revoke "$(REVOKE)"

redrive: $(VENV)/ready-to-run ## send what failed back to its queue: make redrive QUEUE=documents STAGE=prod
	@$(PY) -m infra.redrive --stage "$(STAGE)" --queue "$(QUEUE)"

train-complaints: $(VENV)/ready-to-develop ## the model of complaints, from the examples or an office's own: FILE=history.jsonl
	@$(PY) -m infra.training.complaints $(if $(FILE),"$(FILE)")

openapi: $(VENV)/ready-to-run ## write docs/openapi.json anew
	@$(PY) -m infra.openapi

deploy: $(VENV)/ready-to-run ## on an AWS account: make deploy STAGE=prod [DRY_RUN=1] [SET="Email=…"]
	@$(PY) -m infra.deploy --stage $(STAGE) $(if $(DRY_RUN),--dry-run) $(foreach pair,$(SET),--set $(pair))

clean: ## forget the local cloud's data and everything built
	@rm -rf .local/state .local/addresses.json build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -not -path "./$(VENV)/*" -not -path "./.local/*" -prune -exec rm -rf {} +
	@echo "Forgotten. make spotless also removes what was installed."

spotless: clean ## remove what was installed, too
	@rm -rf $(VENV) .local

cloud: $(CLOUD)/ready ## install the local cloud (make run does it by itself)

lock: ## choose the newest versions of all libraries and write them down with their hashes
	@python=$$(sh infra/find-python) && $$python -m venv .local/lock && .local/lock/bin/pip install --quiet uv
	@sh infra/lock .local/lock/bin/uv

# Environments. A stamp file says that one is complete for the requirements it was made from.
$(VENV)/bin/python:
	@python=$$(sh infra/find-python) && echo "Making $(VENV) with $$($$python --version) …" && $$python -m venv $(VENV)

$(VENV)/ready-to-run: requirements.txt requirements-build.txt | $(VENV)/bin/python
	@echo "Installing the libraries into $(VENV) (once) …"
	@$(PY) $(PIP) -r requirements.txt -r requirements-build.txt
	@touch $@

$(VENV)/ready-to-develop: requirements-dev.txt requirements-documents.txt requirements-models.txt $(VENV)/ready-to-run
	@echo "Installing the tools for tests and checks into $(VENV) (once) …"
	@$(PY) $(PIP) -r requirements-dev.txt -r requirements-documents.txt
	@$(PY) $(PIP) --no-deps -r requirements-models.txt
	@touch $@

$(CLOUD)/bin/python:
	@mkdir -p .local
	@python=$$(sh infra/find-python) && $$python -m venv $(CLOUD)

$(CLOUD)/ready: requirements-cloud.txt | $(CLOUD)/bin/python
	@echo "Installing the local cloud into $(CLOUD) (once) …"
	@$(CLOUD)/bin/python $(PIP) -r requirements-cloud.txt
	@touch $@
