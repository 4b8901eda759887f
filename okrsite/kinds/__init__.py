"""The shelf of kinds: how a key result is measured. One file each, found by name."""
