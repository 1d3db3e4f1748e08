"""The store: typed tables, their queries, their migrations. Nothing that an auditor may ask for is changed in place."""
