"""Readers: one module a format, chosen by content, each delivering the same model."""
