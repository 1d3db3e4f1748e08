"""The place of the service: its pages and its API come with it; there is no code here yet."""
