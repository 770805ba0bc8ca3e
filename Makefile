# Two commands do all: `make demo` and `make test`. `make help` lists the rest.

SHELL := /bin/bash
ONRECORD := target/release/onrecord
MINUTES ?= 10

.PHONY: help demo test bench eval fuzz train

help: ## list these commands
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

demo: ## build, check the six reports of the demo story, write demo/report.html and demo/store
	cargo build --release --locked --bin onrecord
	@$(ONRECORD) check demo/reports --record demo/record --policy cleaned --format html --output demo/report.html --exit-zero
	@$(ONRECORD) check demo/reports --record demo/record --policy cleaned --exit-zero
	@echo
	@echo "The same report as a page: demo/report.html"
	@$(ONRECORD) add demo/record demo/reports --store demo/store --policy cleaned
	@echo "The story as a record, with a page for each statement: $(ONRECORD) serve --store demo/store"

test: ## pass every test; installs Chromium, Node and Python packages where they lack
	@bash tests/run.sh

bench: ## speed, as ratios against peers in the same run (a release build, and a Python venv for the peers)
	@bash bench/run.sh

eval: ## quality on the corpora beside the project, in full
	@bash eval/run.sh

fuzz: ## fuzz every reader MINUTES minutes each (needs a nightly toolchain and cargo-fuzz)
	@bash fuzz/run.sh $(MINUTES)

train: ## train the weights anew from the corpora beside the project
	@bash training/run.sh
