# Every target works from a fresh clone and sets up what it needs. PYTHON names another interpreter (3.11 or newer).
PYTHON ?= python3
PORT ?= 5000
PORT_WEB ?= 5173
BIN := $(CURDIR)/.venv/bin
INSTALLED := .venv/.installed

export PORT PORT_WEB
export FLASK_APP := wsgi
export PYTHONPATH := $(CURDIR)/backend

.DEFAULT_GOAL := help
.PHONY: help run preview api seed migrate doctor test check prove prove-teeth bench load postman client fmt lock clean

help: ## Show these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# A recipe line and not a prerequisite: each target brings the database up to date under its own APP_ENV.
MIGRATE = cd backend && "$(BIN)/python" migrate.py

run preview: export APP_ENV := development
run: $(INSTALLED) ## Serve a seeded shop on http://localhost:5173 and its API on 5000, with reload; Ctrl-C ends both
	$(MIGRATE)
	"$(BIN)/python" seed_data.py --if-empty
	exec "$(BIN)/python" tools/run.py

preview: $(INSTALLED) ## The same as it is shipped: the web client built, the API in its production server
	$(MIGRATE)
	"$(BIN)/python" seed_data.py --if-empty
	exec "$(BIN)/python" tools/run.py --preview

# Each of many threads would keep what the largest piece of work ever took, such as 20 MB for a password, for its
# next one. So large pieces go back to the system (in pages that are cheap to come by again) and threads share the rest.
api preview bench load prove: export GLIBC_TUNABLES ?= \
	glibc.malloc.arena_max=2:glibc.malloc.mmap_threshold=1048576:glibc.malloc.hugetlb=1

api: export APP_ENV ?= production
api: $(INSTALLED) ## Run the production server in the foreground
	$(MIGRATE)
	cd backend && exec "$(BIN)/gunicorn" --config gunicorn.conf.py wsgi:app

seed migrate doctor: export APP_ENV ?= development
seed: $(INSTALLED) ## Fill the database of DATABASE_URL with the example shop; ORDERS=100000 adds two years of orders
	$(MIGRATE)
	"$(BIN)/python" seed_data.py $(if $(ORDERS),--orders "$(ORDERS)")

migrate: $(INSTALLED) ## Bring the database of DATABASE_URL up to date
	$(MIGRATE)

doctor: $(INSTALLED) ## Recompute stock, payments and states from their history and list every difference
	cd backend && "$(BIN)/flask" doctor

test: $(INSTALLED) ## Run every test: SQLite, PostgreSQL, Redis; with Node the Postman collection and the web client
	"$(BIN)/pytest" -n 2 -r s
	"$(BIN)/python" -m tests.proofs --quick --jobs 2
	$(MAKE) bench QUICK=1
	"$(BIN)/python" tools/postman.py --skip-without-node
	"$(BIN)/python" tools/web.py --skip-without-node

check: $(INSTALLED) ## The gate: formatting, lint, types, import contracts, security, then every test
	"$(BIN)/ruff" format --check .
	"$(BIN)/ruff" check .
	"$(BIN)/basedpyright"
	"$(BIN)/lint-imports"
	"$(BIN)/bandit" --quiet --configfile pyproject.toml --recursive backend $(wildcard seed_*)
	$(MAKE) test

PROOFS = --jobs 2 $(if $(QUICK),--quick) $(if $(ONLY),--only $(ONLY)) $(if $(DB),--db $(DB)) $(if $(SEED),--seed $(SEED))
prove: $(INSTALLED) ## Attack the shop and show that its promises hold; QUICK=1, ONLY=id, DB=sqlite, SEED=7
	"$(BIN)/python" -m tests.proofs $(PROOFS)

prove-teeth: $(INSTALLED) ## Show that each proof fails when its promise is broken on purpose; ONLY=mutant
	"$(BIN)/python" -m tests.proofs.teeth --jobs 2 $(if $(ONLY),--only $(ONLY))

BENCHED = $(if $(QUICK),--quick) $(if $(ONLY),--only "$(ONLY)") $(if $(DB),--db $(DB)) $(if $(GROWTH),--growth) \
	$(if $(PRODUCTS),--products "$(PRODUCTS)") $(if $(ORDERS),--orders "$(ORDERS)") $(if $(CUSTOMERS),--customers "$(CUSTOMERS)")
bench: $(INSTALLED) ## Hold replies against the least they can cost; QUICK=1 guards; ONLY=search, DB=sqlite, PRODUCTS=10000
	PYTHONPATH="$(CURDIR):$(PYTHONPATH)" "$(BIN)/python" -m bench $(BENCHED)

LOAD = $(if $(PEOPLE),--people $(PEOPLE)) $(if $(MINUTES),--minutes $(MINUTES)) $(if $(DB),--db $(DB)) \
	$(if $(WORKERS),--workers $(WORKERS)) $(if $(PRODUCTS),--products $(PRODUCTS)) $(if $(ORDERS),--orders $(ORDERS))
load: $(INSTALLED) ## Let 600 people in at once for 10 minutes; PEOPLE=40, MINUTES=1, DB=sqlite, WORKERS=1
	"$(BIN)/python" -m tests.performance $(LOAD)

postman: $(INSTALLED) ## Run the Postman collection twice against a freshly seeded server
	"$(BIN)/python" tools/postman.py

client: $(INSTALLED) ## Describe the API anew for the web client and generate its calls
	"$(BIN)/python" tools/describe.py
	cd frontend && { test -d node_modules || npm ci --loglevel=error; } && npm run --silent client

fmt: $(INSTALLED) ## Format the code and repair what lint can repair
	"$(BIN)/ruff" check --fix .
	"$(BIN)/ruff" format .

# One version for every Python, so that what was tested is what everybody gets. Extras stay: older pips ask for the
# newest version of a name with an extra that the lock does not say. UPGRADE=--upgrade takes newer versions.
LOCK = "$(BIN)/uv" pip compile --quiet --generate-hashes --universal --fork-strategy fewest --python-version 3.11 \
	--no-annotate --no-header --no-strip-extras $(UPGRADE) pyproject.toml
lock: $(INSTALLED) ## Write backend/requirements*.txt from pyproject.toml
	$(LOCK) --output-file backend/requirements.txt
	$(LOCK) --group dev --constraints backend/requirements.txt --output-file backend/requirements-dev.txt

clean: ## Remove what was installed and what tools left behind; the shop's data stays
	rm -rf .venv tools/node_modules frontend/node_modules frontend/dist .coverage htmlcov
	rm -rf .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find backend seed_shapes tests tools -name __pycache__ -type d -prune -exec rm -rf {} +

$(INSTALLED): backend/requirements-dev.txt
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed. Name one: make PYTHON=python3.12 ..." >&2; exit 1; }
	"$(PYTHON)" -m venv .venv
	"$(BIN)/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r backend/requirements-dev.txt
	@touch $@
