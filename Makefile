# The README's commands. Everything else is in CMakePresets.json and tools/.
.DEFAULT_GOAL := help
.PHONY: help setup build demo test lint format coverage sanitize fuzz bench web install clean

JOBS ?= $(shell nproc)
PREFIX ?= /usr/local
FUZZ_SECONDS ?= 60
PROGRAM := build/release/bin/sourcelight
NODE_PATHS := $(CURDIR)/.venv/bin:$(PATH)

help: ## Show the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 12

setup: ## Install Debian packages and the virtual environment, if missing
	@tools/setup.sh

build/release/build.ninja:
	@cmake --preset release >build-configure.log 2>&1 || { cat build-configure.log; exit 1; }
	@rm -f build-configure.log
	@echo "building: about 8 minutes the first time on two cores"

build: setup build/release/build.ninja ## Build the program: build/release/bin/sourcelight
	@cmake --build build/release --target sourcelight -j $(JOBS) -- --quiet
	@echo "built $(PROGRAM)"

demo: build ## Assess the example supplier list and name the report to open
	@$(PROGRAM) assess configs/examples/suppliers.csv --out build/demo --force
	@echo "demo: open build/demo/report.html in a browser"

test: setup build/release/build.ninja ## Build and run every test
	@cmake --build build/release -j $(JOBS) -- --quiet
	@tools/check.sh
	@PATH="$(NODE_PATHS)" ctest --test-dir build/release -j $(JOBS) --output-on-failure --no-tests=error
	@tools/sanitize_engine.sh $(JOBS)
	@echo "all tests passed"

format: ## Format the C++ sources
	@git ls-files 'src/*.cpp' 'src/*.hpp' 'tests/*.cpp' 'tests/*.hpp' 'bench/*.cpp' | xargs clang-format-14 -i

lint: setup ## clang-tidy, every header alone, Doxygen
	@tools/lint.sh $(JOBS)

coverage: setup ## Line coverage of src/sourcelight
	@tools/coverage.sh $(JOBS)

sanitize: setup ## Every test under the address and undefined-behaviour sanitizers
	@cmake --preset asan >/dev/null && cmake --build build/asan -j $(JOBS) -- --quiet
	@PATH="$(NODE_PATHS)" ctest --test-dir build/asan --output-on-failure --no-tests=error -LE slow

fuzz: setup ## Arbitrary bytes to each parser of outside text, FUZZ_SECONDS (60) each
	@tools/fuzz.sh $(JOBS) $(FUZZ_SECONDS)

bench: build ## Benchmarks against their rivals; CLAIM=name runs one
	@.venv/bin/python bench/run.py $(if $(CLAIM),--claim $(CLAIM))

web: setup ## Build the report's template from web/ (needs the npm registry)
	@cd web && ./with_node.sh npm ci --no-audit --no-fund && ./with_node.sh npm run build

install: build ## Install to PREFIX (default /usr/local)
	@cmake --build build/release -j $(JOBS) -- --quiet
	@cmake --install build/release --prefix $(PREFIX)

clean: ## Remove build results
	@rm -rf build
