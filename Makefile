# `make` alone lists what there is.
PORT ?= 8080
DATABASE ?=
DATA ?= var/demo
.DEFAULT_GOAL := help
.PHONY: help demo check test format bench crash

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: ## build, load the real plan, serve http://127.0.0.1:8080   (PORT=… DATABASE=postgres://… DATA=…)
	@PORT='$(PORT)' DATABASE='$(DATABASE)' DATA='$(DATA)' scripts/demo

check: ## what a commit needs: format, lint, build, unit and store tests on SQLite
	@scripts/check

test: ## everything, from a clean clone: both engines, real clients, browser, accessibility
	@scripts/test

format: ## put every Swift file into the house's form
	@swift format -i -r Sources Tests Benchmarks Examples Package.swift

bench: ## speed as ratios inside one run, on both engines
	@scripts/bench

crash: ## kill writers, servers and nodes at random moments; nothing answered may be lost
	@scripts/crash
	@RESILIENCE_ROUNDS=$${RESILIENCE_ROUNDS:-40} scripts/resilience
