"""Manifests: the typed model, its vocabulary for rules, the findings about its quality."""
