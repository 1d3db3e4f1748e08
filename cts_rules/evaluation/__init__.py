"""From a checked rulebook and documents to results: the same shape for the command line and for services."""
