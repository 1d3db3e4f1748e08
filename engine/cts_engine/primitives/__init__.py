"""What generated predicates call: small functions over facts that never raise. None is 'nothing known', 'undecided'."""
