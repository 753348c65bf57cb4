# Everything the project can do, one word each. `make demo` is the place to start.
PYTHON ?= python3
BIN := .venv/bin
VNU := .vnu
STARTER := src/tallylight/starter
CHECKED := src tests bench tools

.PHONY: help demo test lint format starter bench golden screenshot install install-test clients validator browser clean

help:  ## what can be typed
	@sed -n 's/^\([a-z]*\):.*## /make \1\t/p' Makefile | expand -t 18

demo: install  ## install, check a sample article and write a report: the place to start
	@mkdir -p demo
	@$(BIN)/tallylight check $(STARTER)/sample-article.txt --html demo/report.html >demo/report.txt
	@sed '/^c1 -/,$$d' demo/report.txt
	@printf 'Everything behind these verdicts, figure by figure:\n'
	@printf '  demo/report.html   open it in a browser\n'
	@printf '  demo/report.txt    the same for the terminal\n\n'
	@printf 'Now try:\n'
	@printf '  source .venv/bin/activate\n'
	@printf '  tallylight check YOUR-ARTICLE.txt\n'
	@printf '  tallylight award 70CTD024P00000012\n'
	@printf '  tallylight vendor Palantir\n'
	@printf 'and docs/tutorial.md, which shows how to load award files of your own.\n'

test: install-test clients browser  ## install what is missing and run every check and every test
	@status=0; \
	$(MAKE) --no-print-directory lint || status=1; \
	$(BIN)/python -m pytest -n auto || status=1; \
	exit $$status

lint: install-test  ## style and types only
	@$(BIN)/ruff check $(CHECKED)
	@$(BIN)/ruff format --check $(CHECKED)
	@$(BIN)/mypy

format: install-test  ## bring the code into the project's style
	@$(BIN)/ruff check --fix $(CHECKED)
	@$(BIN)/ruff format $(CHECKED)

# The facts are named from inside their folder, so that the ledger holds no path of the machine that made it. Of the cache it
# keeps what a check looks up.
starter: install  ## make the starter ledger anew from starter/facts.csv
	@rm -rf $(STARTER)/ledger
	@cd $(STARTER) && $(CURDIR)/$(BIN)/tallylight --ledger ledger add --selection --as-of 2026-08-22 facts.csv
	@cd $(STARTER)/ledger && rm -f lock cache/reading-memory cache/phrases-*

bench: install-test  ## measure speed and memory on large files that it makes itself
	@$(BIN)/python -m bench

golden: install-test  ## write expected files and generated pages anew; review the difference like code
	@$(BIN)/python tools/reference.py
	@$(BIN)/python tools/languages.py
	@for writer in tests/*/golden.py; do $(BIN)/python -m "$$(echo "$${writer%.py}" | tr / .)"; done

screenshot: install-test browser  ## take docs/screenshot.png anew from the sample article's report
	@mkdir -p demo
	@$(BIN)/tallylight check $(STARTER)/sample-article.txt --html demo/report.html >/dev/null
	@$(BIN)/python -m tests.browser.screenshot demo/report.html docs/screenshot.png --at c9 --height 1180

install:
	@$(PYTHON) tools/bootstrap.py

install-test:
	@$(PYTHON) tools/bootstrap.py test

clients: validator
	@$(PYTHON) tools/bootstrap.py clients

# The HTML validator of the W3C, which needs Java to run. Where it cannot be had, its test skips and says so.
validator:
	@if [ ! -e $(VNU)/node_modules/vnu-jar ] && command -v npm >/dev/null && command -v java >/dev/null; then \
	  echo 'Installing the HTML validator into $(VNU) (once)' >&2; \
	  npm install --silent --no-audit --no-fund --prefix $(VNU) vnu-jar@26.9.27 >/dev/null 2>&1 \
	    || echo 'The HTML validator could not be installed; its test will skip.' >&2; \
	fi

# Where no browser can be installed, the browser tests skip and say so.
browser:
	@if ! command -v chromium >/dev/null && ! command -v chromium-browser >/dev/null \
	  && [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  echo 'Installing Chromium for the browser tests (once)' >&2; \
	  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium; } >/dev/null 2>&1 \
	    || echo 'Chromium could not be installed; the browser tests will skip.' >&2; \
	fi

clean:  ## remove what was installed and made here
	rm -rf .venv .venv-clients $(VNU) demo .mypy_cache .ruff_cache .pytest_cache .hypothesis dist
