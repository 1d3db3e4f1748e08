# Thin over dev.py, which also runs where there is no make. Further arguments: make test ARGS="-k manifest"
PYTHON ?= python3

.PHONY: up test check bench lock clean

up test check bench lock clean:
	@$(PYTHON) dev.py $@ $(ARGS)
