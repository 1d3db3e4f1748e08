"""The smallest consignment that two versions of a rulebook treat differently."""
