# okrsite: every task in one place. `make` alone lists them.
#
# Needs Python 3.11 or newer, git and make; the rest is fetched, locked by hash. Nothing is
# installed outside this folder, except Debian packages that are missing and may be installed
# (tools/need).

SHELL := /bin/sh
# Modules and templates are compiled once, not by each of the hundreds of processes that tests start.
unexport PYTHONDONTWRITEBYTECODE
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

# The lowest version we support where it is at hand, so that what is written here runs there.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
WORKERS ?= 2
# What make test hands on, for example: make test PYTEST_ARGS='tests/score -x'
PYTEST_ARGS ?=

# Hashes only, and the versions written down: a machine's own pip settings may add an index, never a file.
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
# Not isolated: the builder is the locked one in the venv, instead of one fetched unlocked.
PIP_EDITABLE := $(BIN)/python -m pip install --quiet --disable-pip-version-check \
	--no-deps --no-build-isolation --no-index --editable .
UV_COMPILE := $(BIN)/uv pip compile --quiet --universal --fork-strategy fewest --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock'

, := ,
CODE := $(wildcard okrsite tests benchmarks)

## help: list the tasks
.PHONY: help
help:
	@sed -n 's/^## //p' $(firstword $(MAKEFILE_LIST))

## site: build the example organisation in content/ into site/
.PHONY: site
site: $(VENV)/run.stamp
	$(BIN)/python -m okrsite build
	@echo
	@echo "Built. To look at it:  $(BIN)/python -m http.server --bind 127.0.0.1 --directory site"
	@echo "and open               http://127.0.0.1:8000"

## test: everything: static checks, then all tests (Chromium, Java and Node are installed if missing)
# pytest comes last, so that its closing line does too.
.PHONY: test
test: check system $(VENV)/npm.stamp
	@$(MAKE) --no-print-directory peers || test -z "$$CI"
	$(BIN)/python -m pytest -n $(WORKERS) $(PYTEST_ARGS)

## check: the static checks alone: style, format, types, architecture
.PHONY: check
check: $(VENV)/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy $(CODE)
	$(BIN)/lint-imports --no-logo

## format: put the code into shape
.PHONY: format
format: $(VENV)/dev.stamp
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

## lock: resolve anew what the requirements ask for, keeping what still fits (UPGRADE=1: newest)
.PHONY: lock
lock: $(VENV)/dev.stamp $(VENV)/npm.stamp
	$(UV_COMPILE) $(if $(UPGRADE),--upgrade) --output-file requirements/run.txt requirements/run.in >/dev/null
	$(UV_COMPILE) $(if $(UPGRADE),--upgrade) --output-file requirements/build.txt requirements/build.in >/dev/null
	$(UV_COMPILE) $(if $(UPGRADE),--upgrade) --output-file requirements/dev.txt requirements/dev.in >/dev/null
	$(UV_COMPILE) $(if $(UPGRADE),--upgrade) --output-file requirements/peers.txt requirements/peers.in >/dev/null
	node_modules/.bin/npm $(if $(UPGRADE),update,install) --package-lock-only
	node_modules/.bin/npm $(if $(UPGRADE),update,install) --package-lock-only --prefix tools/lighthouse

## messages: bring the catalogues up to date with what is said (LANGUAGES=sv begins another one)
# Locations without lines: they tell which script says what, and would change with every commit.
LANGUAGES ?= ar de fr
MESSAGES := okrsite themes/atlas themes/broadsheet
.PHONY: messages
messages: $(VENV)/dev.stamp
	@for folder in $(MESSAGES); do \
		mkdir -p $$folder/locales && \
		$(BIN)/pybabel --quiet extract --mapping-file tools/messages.ini --no-default-keywords \
			$(foreach word,gettext pgettext:1c$(,)2 ngettext:1$(,)2 _ gettext_noop say sayMany:1$(,)2,--keyword '$(word)') \
			--add-location file --sort-by-file --omit-header --output-file $(VENV)/messages.pot $$folder && \
		for language in $(LANGUAGES); do \
			if test -f $$folder/locales/$$language.po; then \
				$(BIN)/pybabel --quiet update --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date \
					--locale $$language --input-file $(VENV)/messages.pot --output-file $$folder/locales/$$language.po; \
			else \
				$(BIN)/pybabel --quiet init --locale $$language \
					--input-file $(VENV)/messages.pot --output-file $$folder/locales/$$language.po; \
			fi || exit 1; \
		done || exit 1; \
	done

## peers: what the benchmarks compare okrsite with (Hugo), beside the other tools
.PHONY: peers
peers: $(VENV)/peers.stamp

## wheel: a wheel and a source archive in dist/, the same bytes every time
# The time of the last commit, or hatchling's constant outside Git.
.PHONY: wheel
wheel: $(VENV)/run.stamp
	rm -rf dist
	SOURCE_DATE_EPOCH=$${SOURCE_DATE_EPOCH:-$$(git log -1 --format=%ct 2>/dev/null || echo 1580601600)} \
		$(BIN)/python -m hatchling build

## wheelhouse: okrsite and all that it runs on, for a machine without a network, in dist/wheelhouse/
.PHONY: wheelhouse
wheelhouse: wheel
	$(BIN)/python -m pip download --quiet --disable-pip-version-check --require-hashes --only-binary :all: \
		--dest dist/wheelhouse -r requirements/run.txt
	cp dist/*.whl dist/wheelhouse/

## sbom: a bill of materials (CycloneDX) of what okrsite ships and runs on, in dist/
.PHONY: sbom
sbom: $(VENV)/dev.stamp
	$(BIN)/python tools/sbom.py dist/okrsite.cdx.json

## vendored: hold the files of others against their checksums
.PHONY: vendored
vendored: $(VENV)/dev.stamp
	$(BIN)/python -m pytest -q tests/test_house.py -k vendored

## clean: remove what was built; the installed tools stay (make distclean removes them too)
.PHONY: clean
clean:
	rm -rf site dist .okrsite .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	test -z "$(CODE)" || find $(CODE) -name __pycache__ -type d -prune -exec rm -rf {} +

.PHONY: distclean
distclean: clean
	rm -rf $(VENV) node_modules tools/lighthouse/node_modules

# ------------------------------------------------------------------ what the tasks stand on
# A stamp is as new as the last install; it lies in the venv, so that it goes where the venv goes.

$(VENV)/venv.stamp:
	@test -n "$(PYTHON)" || { echo "No Python found. Install Python 3.11 or newer."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "okrsite needs Python 3.11 or newer; $(PYTHON) is older. Try: make PYTHON=/path/to/python3.11"; exit 1; }
	@PYTHON='$(PYTHON)' tools/need python-venv python3-venv
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/run.stamp: $(VENV)/venv.stamp requirements/run.txt requirements/build.txt pyproject.toml
	$(PIP_INSTALL) -r requirements/run.txt -r requirements/build.txt
	$(PIP_EDITABLE)
	@touch $@

# requirements/dev.txt holds run.txt and build.txt, at the same versions.
$(VENV)/dev.stamp: $(VENV)/run.stamp requirements/dev.txt
	$(PIP_INSTALL) -r requirements/dev.txt
	@touch $@

# `npm ci` installs what the lock file says or fails, and never a browser: it runs no scripts (.npmrc).
# Lighthouse is a project of its own, installed by the npm of the first: see tools/lighthouse/package.json.
NPM_FILES := package.json package-lock.json .npmrc
$(VENV)/npm.stamp: $(NPM_FILES) $(NPM_FILES:%=tools/lighthouse/%) | $(VENV)/venv.stamp system
	@if command -v npm >/dev/null; then \
		npm ci --no-audit --no-fund && \
		node_modules/.bin/npm ci --no-audit --no-fund --prefix tools/lighthouse && \
		touch $@; \
	else test -z "$$CI"; fi

# What the benchmarks compare with, in an environment of its own.
$(VENV)/peers.stamp: $(VENV)/venv.stamp requirements/peers.txt
	$(PYTHON) -m venv $(VENV)/peers
	$(VENV)/peers/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes \
		-r requirements/peers.txt
	@touch $@

# Programs that are no packages of Python or Node. Where CI is set, a missing one is an error and
# its tests fail; elsewhere whoever may not install them runs the remaining tests, and reads so.
.PHONY: system
system:
	@tools/need chromium chromium || test -z "$$CI"
	@tools/need java default-jre-headless || test -z "$$CI"
	@tools/need node nodejs || test -z "$$CI"
	@tools/need npm npm || test -z "$$CI"
# Elsewhere Debian would start it as a service; who has none runs the tests without it.
	@test -z "$$CI" || tools/need nginx nginx-light
	@test -z "$$CI" || tools/need apache2 apache2-bin
