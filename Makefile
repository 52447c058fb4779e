# Maven runs on JDK 25 here, so that the formatter can read the code. Set JAVA_HOME to choose another.
JAVA_HOME ?= $(firstword $(wildcard /usr/lib/jvm/*25*))
export JAVA_HOME
export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD := 1

MVN := mvn -B -ntp

.DEFAULT_GOAL := help
.PHONY: help fmt check test it bench run demo

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  %-7s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

fmt: ## Format the code
	$(MVN) -q spotless:apply

check: ## Compile with every rule on, without running a test
	$(MVN) verify -DskipTests

test: ## Run the unit tests, without the slower rules
	$(MVN) -Pquick test

it: ## Run every rule and every test, as CI does
	$(MVN) verify

bench: ## Measure a guarded call against its baselines
	bench/run

run: ## Serve as config.yml says
	./airlock serve config.yml

demo: ## Start with a demo organization and a demo API
	./airlock demo
