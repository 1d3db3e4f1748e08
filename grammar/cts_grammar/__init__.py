"""The rule language: text, tree, vocabulary, checks, printing, comparing and editing."""
