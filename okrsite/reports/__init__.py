"""The shelf of reports: how problems are printed. One file each, found by name."""
