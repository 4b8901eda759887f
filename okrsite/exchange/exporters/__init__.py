"""The shelf of exporters: one file a format, found by its name.

An exporter is a module that holds `NAME`, `BINARY` and `write(portfolio)`, which gives the bytes.
"""
