# Steady Ground. `make serve` and `make test` set up everything they need; see README.md.
.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules
SHELL := /bin/sh

# A plain python3 from 3.9 starts the setup; a version manager's stand-in that does not answer is passed over.
# By its full path: in the recipes below a python3 may be that of .venv, which has no pip to set things up with.
PYTHON ?= $(shell for p in python3 python3.13 /usr/bin/python3; do \
	"$$p" -c 'import shutil, sys; sys.exit(sys.version_info < (3, 9))' 2>/dev/null && command -v "$$p" && break; done)
PORT ?= 8000
# For a look at unfinished pages: make serve SITE_ARGS=--draft
SITE_ARGS ?=
# A browser for each core, four at most. One test alone:
# .venv/bin/python -m pytest -k confidentiality
BENCH_ARGS ?=
PYTEST_ARGS ?= -n auto --maxprocesses 4 --dist worksteal

RUN := .venv/bin/python
export PATH := $(CURDIR)/.venv/bin:$(CURDIR)/.tools/bin:$(PATH)
export PYTHONPATH := $(CURDIR)
unexport PYTHONHOME VIRTUAL_ENV PYENV_VERSION

PYTHON_READY := .venv/.ready
NODE_READY := node_modules/.ready
BROWSER_READY := .tools/browser.json
BENCH_READY := benchmarks/node/node_modules/.ready

.PHONY: help setup serve site test test-engines test-all lint format bench lighthouse browser lock sbom clean distclean need-python

help:
	@echo 'make serve   set up, build and serve the site on http://127.0.0.1:$(PORT)'
	@echo 'make test    set up everything, browser included, and run all tests'
	@echo 'make test-engines  the same site in Firefox and in WebKit; installs both where they are missing'
	@echo 'make test-all  make test, make test-engines, and what takes longer than make test may'
	@echo 'make site    the finished static site in site/'
	@echo 'make dist    the folder to publish in dist/, with configurations for hosts (SITE_URL=…)'
	@echo 'make zip     the site as one file that runs from any machine with Python'
	@echo 'make lint    style, types, Markdown and links'
	@echo 'make format  put the Python into its usual form'
	@echo 'make bench   the benchmarks; BENCH_ARGS=--help says what there is to choose'
	@echo 'make lighthouse  Lighthouse for phones, a page of every template'
	@echo 'make lock    renew the locked versions (network needed)'
	@echo 'make sbom    the software bill of materials in .build/sbom'
	@echo 'make clean   remove what was built; make distclean also removes tools and caches'

need-python:
	@test -n "$(PYTHON)" || { echo 'setup: python3 (3.9 or newer) is needed: install it (on Debian: apt install python3), then run make again.' >&2; exit 1; }

setup: $(PYTHON_READY) $(NODE_READY)

$(PYTHON_READY): requirements/tools.txt requirements/uv.txt .python-version | need-python
	@$(PYTHON) pipeline/bootstrap.py python
	@touch $@

$(NODE_READY): package.json package-lock.json requirements/node.txt | $(PYTHON_READY)
	@$(PYTHON) pipeline/bootstrap.py node
	@touch $@

$(BROWSER_READY): $(PYTHON_READY)
	@$(RUN) -m pipeline browser

$(BENCH_READY): benchmarks/node/package.json benchmarks/node/package-lock.json $(NODE_READY)
	@$(PYTHON) pipeline/bootstrap.py bench
	@touch $@

browser: $(BROWSER_READY)

site: setup
	@$(RUN) -m pipeline site $(SITE_ARGS)

serve: site
	@$(RUN) -m pipeline serve --port $(PORT) --folder site

test: site $(BROWSER_READY)
	@$(RUN) -m pipeline browser --show
	@$(RUN) -m pytest -m 'not whole' $(PYTEST_ARGS)

# Firefox ESR and WebKitGTK, at the same time.
test-engines: site
	@$(RUN) -m pipeline engines
	@$(RUN) -m pytest tests/engines -n 2 --dist loadgroup $(ENGINES_ARGS)

# Everything make test runs, the other engines, and the long forms of which make test keeps a sample.
test-all: test test-engines
	@failed=0; \
	$(RUN) -m pytest -m whole --ignore tests/deploy $(PYTEST_ARGS) || failed=1; \
	$(RUN) -m pytest tests/rules/test_properties.py --hypothesis-profile=more $(PYTEST_ARGS) || failed=1; \
	exit $$failed

lint: site
	@$(RUN) -m pipeline lint

format: $(PYTHON_READY)
	@$(RUN) -m ruff check --quiet --fix . || true
	@$(RUN) -m ruff format .

bench: site $(BROWSER_READY) $(BENCH_READY)
	@$(RUN) -m benchmarks $(BENCH_ARGS)

lighthouse: site $(BROWSER_READY) $(BENCH_READY)
	@$(RUN) -m benchmarks.lighthouse

# --- the law on another day ---
.PHONY: as-at
# The site as it would be on a day, aids too: make as-at DATE=2027-06-01
as-at: setup
	@test -n "$(DATE)" || { echo 'Which day? make as-at DATE=2027-06-01' >&2; exit 1; }
	@$(RUN) -m decision_aids law as-at $(DATE)
	@SG_TODAY=$(DATE) $(RUN) -m pipeline site --folder .build/as-at
	@$(RUN) -m pipeline serve --port $(PORT) --folder .build/as-at

# --- releases ---
.PHONY: coverage unused release-check trial-zensical trial-pyodide trial-cloudflare trial-netlify
# decision_aids: every line and branch.
coverage: $(PYTHON_READY)
	@$(RUN) -m coverage run -m pytest -q tests/rules -m 'not whole'
	@$(RUN) -m coverage report

unused: $(PYTHON_READY)
	@$(RUN) -m vulture

release-check: setup
	@$(RUN) -m pipeline release

# May fail, and are read: what stands in the way is in decisions/0019-what-comes-next.md.
trial-zensical: setup
	@$(RUN) -m pipeline trial zensical
trial-pyodide: setup
	@$(RUN) -m pipeline trial pyodide

# The folder to publish in the local servers of two hosts; they come through npm each time, and stay out of our lock.
trial-cloudflare: setup
	@$(RUN) -m pipeline trial cloudflare
trial-netlify: setup
	@$(RUN) -m pipeline trial netlify

# --- publishing ---
.PHONY: dist zip test-deploy

# Real nginx and Caddy on this machine alone, with the folder to publish.
test-deploy: setup
	@$(RUN) -m pipeline servers --test

# The folder to publish: SITE_URL=… make dist
dist: site
	@$(RUN) -m pipeline dist

# One file with the site and a small server, to carry on a stick.
zip: site
	@$(RUN) -m pipeline zip

lock: $(PYTHON_READY)
	@$(PYTHON) pipeline/bootstrap.py lock

sbom: setup
	@$(RUN) -m pipeline sbom

clean:
	rm -rf site dist .build test-results .coverage .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -not -path './.venv/*' -not -path './.tools/*' -not -path './node_modules/*' -prune -exec rm -rf {} +

distclean: clean
	rm -rf .venv .tools .cache node_modules benchmarks/node/node_modules
