"""The shelf of rules: what can be wrong. One file each, found by name."""
