"""The shelf of page types: what each sort of page shows. One file each, found by name."""
