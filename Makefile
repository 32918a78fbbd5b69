# Everything here runs in .venv, which is made on first use.
# On Windows, or without make: see "Without make" in README.md.

PYTHON ?= python3
VENV   := .venv
PY     := $(VENV)/bin/python
READY  := $(VENV)/.ready
INSTALL = $(PY) -m pip install --disable-pip-version-check

# One notebook to work on, or all of them.
CHAPTER ?= chapters/*.ipynb solutions/*.ipynb

# Sheets: the same seed prints the same. KINDS=loss,bowl chooses what stands on them.
SEED   ?= 1
COPIES ?= 30
KINDS  ?=

# A language to translate the book into, or to build it in: LANG=de. The variable of this
# name that sets how programs speak to you is another, and stays as it is.
ifeq ($(origin LANG),command line)
LANGUAGE_OF_BOOK := $(LANG)
unexport LANG
endif

.PHONY: help book html slides translate pdf epub sheet serve screenshots lab test quick exercises outputs lint format lock clean clean-all

help: ## Show this list
	@echo "Usage: make <target>"
	@echo
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-12s %s\n", $$1, $$2 }' Makefile

book: html serve ## Run the notebooks, build the book and serve it on 127.0.0.1

html: $(READY) ## Run the notebooks and build the book in _build/html (LANG=de: German alone)
	@$(PY) tools/build.py --language "$(LANGUAGE_OF_BOOK)"

translate: $(READY) ## Lay out the pages for translators, in languages/ (LANG=de)
	@$(PY) tools/translate.py "$(LANGUAGE_OF_BOOK)"

slides: html ## Make each chapter's slides, with live figures (part of every build)
	@echo "The slides are in $(CURDIR)/_build/html/slides: open a chapter there, or make serve"

pdf: $(READY) ## Print the whole book as one PDF (needs Chromium or Chrome)
	@$(PY) tools/pdf.py

epub: $(READY) ## Make one EPUB of the whole book, for e-readers
	@$(PY) tools/epub.py

sheet: $(READY) ## Print sheets of problems and their key (SEED=7 COPIES=30 KINDS=loss,bowl LANG=de)
	@$(PY) tools/sheet.py --seed $(SEED) --copies $(COPIES) --kinds "$(KINDS)" --language "$(LANGUAGE_OF_BOOK)"

serve: $(READY) ## Serve the book that was built last
	@$(PY) tools/serve.py

screenshots: $(READY) ## Take pictures of the live figures of the book that was built
	@$(PY) tools/screenshots.py

lab: $(READY) ## Open the chapters in JupyterLab
	$(PY) tools/lab.py

test: $(READY) ## Run every check
	$(PY) tools/check.py

quick: $(READY) ## Check what your changes can break, in about a minute
	$(PY) tools/quick.py

exercises: $(READY) ## Write the exercises as notebooks to work in, without solutions
	$(PY) tools/exercises.py

outputs: $(READY) ## Run notebooks and store their outputs (CHAPTER=path for one)
	$(PY) tools/exercises.py --book
	$(PY) tools/outputs.py $(CHAPTER)

lint: $(READY) ## Check style and types only
	$(PY) tools/check.py lint

format: $(READY) ## Put code and notebooks in the house style
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

# uv resolves for all systems and Python versions at once. It gets an environment
# of its own, so that this works even when requirements.txt cannot be installed.
lock: ## Recompile requirements.txt from pyproject.toml, newest versions
	"$(PYTHON)" -m venv .venv-lock
	.venv-lock/bin/python -m pip install --quiet --upgrade uv
	.venv-lock/bin/python -m uv pip compile --quiet --upgrade --universal \
		--python-version 3.11 --fork-strategy fewest --all-extras \
		--no-emit-index-url --custom-compile-command "make lock" \
		--output-file requirements.txt pyproject.toml
	.venv-lock/bin/python -m uv pip compile --quiet --upgrade --universal \
		--python-version 3.11 --fork-strategy fewest --constraint requirements.txt \
		--no-emit-index-url --custom-compile-command "make lock" \
		--output-file teaching/requirements.txt teaching/requirements.in

clean: ## Remove the built book and all caches
	rm -rf _build .mypy_cache .pytest_cache .ruff_cache .hypothesis

clean-all: clean ## Remove the environment too
	rm -rf $(VENV) .venv-lock

$(READY): requirements.txt pyproject.toml
	@command -v "$(PYTHON)" >/dev/null || { \
		echo "There is no $(PYTHON) here. Install Python 3.11 or newer,"; \
		echo "or name one you have: make PYTHON=/path/to/python ..."; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "The book needs Python 3.11 or newer; this is $$("$(PYTHON)" --version)."; \
		echo "Name a newer one: make PYTHON=python3.12 ..."; exit 1; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "This Python cannot make environments: its venv module is missing."; \
		echo "On Debian or Ubuntu: sudo apt install python3-venv"; exit 1; }
	@echo "Installing $$(grep -c '==' requirements.txt) packages in $(VENV), once."
	@echo "This takes a minute or two."
	@"$(PYTHON)" -m venv $(VENV)
	@{ $(INSTALL) -r requirements.txt && $(INSTALL) --no-deps --editable .; } \
		>$(VENV)/install.log 2>&1 || { \
		grep -i error $(VENV)/install.log | tail -n 4; echo; \
		echo "The packages could not be installed. All that pip said about it is in"; \
		echo "$(VENV)/install.log. They are fetched over the network: see that there is"; \
		echo "one, and the proxy it may need in HTTPS_PROXY. Then run make again."; \
		exit 1; }
	@touch $(READY)
