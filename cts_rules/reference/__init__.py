"""Reference data: code lists and word lists, small ones built in, official ones imported."""
