# Everything a contributor runs. `make` lists the targets.
SWIFT ?= swift
# Modules are imported only where the manifest says so.
CHECKED = --explicit-target-dependency-import-check error
# There are no XCTest cases; without this every run starts the test program a second time to find that out.
ONLY_SWIFT_TESTING = --disable-xctest
# Debian's psql is a script that looks for the program, which tests start by the thousand.
WITH_PSQL = PATH="$$(scripts/postgres programs):$$PATH"

.DEFAULT_GOAL := help
.PHONY: help setup demo build release install deb test fuzz test-faults test-random test-matrix test-matrix-short test-report test-systemd check-examples \
	sanitize sanitize-thread sanitize-address lint format \
	bench bench-peers man clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## install missing Debian packages (asks sudo when not root)
	@scripts/setup

demo: setup build ## promote, be refused, roll back: on a private server, in a minute
	@scripts/demo

build: ## debug build
	@$(SWIFT) build $(CHECKED)

release: ## optimised build that needs no Swift on the machine it runs on
	$(SWIFT) build -c release --static-swift-stdlib --product seedd

install: ## copy what `make release man` built below PREFIX (/usr/local), with DESTDIR in front
	@DESTDIR="$(DESTDIR)" PREFIX="$(PREFIX)" scripts/install

deb: setup release man ## Debian package, dist/*.deb, checked by lintian
	@scripts/setup lintian >/dev/null
	@scripts/deb
	@lintian --allow-root --fail-on error --info dist/seedd_*.deb

test: setup ## all tests but those of faults, against a throwaway PostgreSQL server
	@$(SWIFT) build --build-tests $(CHECKED)
	$(WITH_PSQL) $(SWIFT) test --skip-build $(ONLY_SWIFT_TESTING) --skip Fault $(TEST_OPTIONS)

fuzz: setup ## draw schemas, edits and jobs until one fails
	@$(SWIFT) build --build-tests $(CHECKED)
	while $(WITH_PSQL) SEEDD_TEST_SEED=random SEEDD_ZOO_CASES=$${SEEDD_ZOO_CASES:-3000} $(SWIFT) test --skip-build $(ONLY_SWIFT_TESTING) \
		--filter ZooTests $(TEST_OPTIONS); do :; done

test-faults: setup ## the fault tests alone, with every kill point and cut (slow)
	@$(SWIFT) build --build-tests $(CHECKED)
	$(WITH_PSQL) SEEDD_TEST_FAULTS=all $(SWIFT) test --skip-build $(ONLY_SWIFT_TESTING) --filter Fault $(TEST_OPTIONS)

test-random: setup ## many schemas that nobody thought of; make fuzz draws them without end
	@$(SWIFT) build --build-tests $(CHECKED)
	$(WITH_PSQL) SEEDD_TEST_FAULTS=all $(SWIFT) test --skip-build $(ONLY_SWIFT_TESTING) --filter 'Zoo|RandomReference' $(TEST_OPTIONS)

test-matrix: setup ## the engine's tests between servers of several versions; PAIRS=15-18
	@$(SWIFT) build --build-tests $(CHECKED)
	@scripts/test-matrix $(PAIRS)

test-matrix-short: setup ## few of them, of two pairs
	@$(SWIFT) build --build-tests $(CHECKED)
	@scripts/test-matrix --short $(PAIRS)

# What touches C, shares memory between threads, or holds sessions across them, and a promotion of every kind: under the sanitizers a
# test takes several times as long, and rules about rows say nothing new there.
SANITIZED = --filter '^(PostgresTests|ZstdTests|SystemdTests)\.' \
	--filter 'Daemon(|Reload|Status|Sharing)Tests|MetricsDaemon|MetricsLock|MetricsSink|JournalEntry|JournalDocument|LiveScreen|FanOut' \
	--filter 'SnapshotRoundTrip|SnapshotDamage|StoreLock|StoreCopy|PrunerTests|PlanningLanes|ProgressEvent|VolumeTests|FirstCopy' \
	--filter 'ShippedBytes|SyncCommand|RollbackCommand|PlanCommand|TrackingTests|ReferenceTests|TriggerKind|BaseTests|DatabaseIdentity'

test-report: setup ## the HTML report in a headless Chromium, where there is one
	@$(SWIFT) build --build-tests $(CHECKED)
	@scripts/check-report $(PAGES)

# The debug build, which `make test` has anyway; PROGRAM=.build/release/seedd tests what `make deb` packs.
test-systemd: build man ## the package on a real systemd, in a container (needs root)
	@scripts/test-systemd $(TOPICS)

check-examples: setup build ## the examples of GitHub Actions and Docker, as far as that goes without them; TOPICS=text
	@scripts/check-examples $(TOPICS)

sanitize: sanitize-thread sanitize-address ## the tests under the thread and the address sanitizer

sanitize-thread sanitize-address: sanitize-%: setup
	@$(SWIFT) build --build-tests --sanitize=$* --scratch-path .build/sanitize-$*
	ASAN_OPTIONS="quarantine_size_mb=16 $$ASAN_OPTIONS" \
		LSAN_OPTIONS="suppressions=$(CURDIR)/scripts/leak-sanitizer.suppressions print_suppressions=0 $$LSAN_OPTIONS" \
		TSAN_OPTIONS="suppressions=$(CURDIR)/scripts/thread-sanitizer.suppressions $$TSAN_OPTIONS" \
		$(WITH_PSQL) $(SWIFT) test --skip-build --sanitize=$* --scratch-path .build/sanitize-$* $(ONLY_SWIFT_TESTING) \
		$(SANITIZED) --skip Fault $(TEST_OPTIONS)

lint: ## check the style of Swift and shell files
	@SWIFT=$(SWIFT) scripts/lint

format: ## rewrite Swift files in the project's style
	$(SWIFT) format --in-place --recursive Sources Tests Package.swift

bench: release ## measure seedd beside COPY and other tools; BENCH_OPTIONS="--only first-copy"
	@Benchmarks/run $(BENCH_OPTIONS)

bench-peers: ## install the other tools, where they can be had
	@scripts/bench-peers || true

man: ## write the manual page, dist/seedd.1
	@$(SWIFT) package plugin generate-manual --configuration debug
	@mkdir -p dist && cp .build/plugins/GenerateManual/outputs/seedd/seedd.1 dist/
	@echo "man -l dist/seedd.1"

clean: ## remove all that was built
	rm -rf .build dist
