"""What a rule means: compile, index, evaluate and explain."""
