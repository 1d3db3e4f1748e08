"""Editing rule texts: pure functions of text, position and vocabulary, one file a feature; offsets are code points."""
