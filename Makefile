# The menu: `make` shows it. CI runs `make check` and nothing else.

GOLANGCI_VERSION := v2.14.0
GOLANGCI         := .tools/golangci-lint-$(GOLANGCI_VERSION)
# With the race detector every test runs about ten times slower; nothing should come near this.
TEST_TIMEOUT     := 75m

.DEFAULT_GOAL := help
.PHONY: help demo run build test check bench eval browser docker generate format lint image

help: ## show this menu
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: ## a throwaway Candour with invented people and stories, at http://127.0.0.1:8090
	go run . demo

run: ## the appliance on this machine, with its data in pb_data
	go run . serve

build: ## one static binary: bin/candour
	CGO_ENABLED=0 go build -trimpath -ldflags "-s -w" -o bin/candour .

test: browser ## all tests, the fast way
	go test -timeout $(TEST_TIMEOUT) ./...

check: browser format lint image ## all that CI checks: formatting, vet, lint, the image's build, all tests with the race detector
	go test -race -timeout $(TEST_TIMEOUT) ./...

STORIES := 100000

bench: ## the benchmarks: the site with STORIES=100000 beside a file server, then each part
	go test -run '^$$' -bench 'Site|Import' -benchtime 1x -timeout 60m . -stories $(STORIES)
	go test -run '^$$' -bench . -benchmem ./internal/... ./hooks/...

EVAL_DATA :=

eval: ## how much the hints find, and mark wrongly, in texts of others; EVAL_DATA=FOLDER for the publishers' whole files
	@go test -run '^TestEval' -count=1 -v ./internal/hints -eval.data "$(EVAL_DATA)"

browser: ## install Chromium for the browser tests, where it is missing (Debian)
	@.ci/browser

docker: ## build the container image candour:local
	docker build -t candour:local .

generate: ## fetch the vendored styles, fonts and scripts anew
	go generate ./...

format:
	@unformatted=$$(gofmt -l $$(find . -name '*.go' -not -path './.*')); \
	if [ -n "$$unformatted" ]; then echo "run gofmt -w on:"; echo "$$unformatted"; exit 1; fi

lint: $(GOLANGCI)
	go vet ./...
	$(GOLANGCI) run ./...

image:
	@.ci/image

$(GOLANGCI):
	GOBIN=$(CURDIR)/.tools go install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(GOLANGCI_VERSION)
	mv .tools/golangci-lint $@
