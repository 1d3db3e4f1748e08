"""Rulebooks on disk: folders of rules and lists, and the starters that come with the product."""
