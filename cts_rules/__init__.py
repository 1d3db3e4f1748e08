"""Manifests, reference data, watch lists, history, rulebooks and their life, back-tests and the command line."""
