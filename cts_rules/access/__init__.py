"""Who may do what: accounts of people, their sessions, tokens of services, and one table of what each role may."""
