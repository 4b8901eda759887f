"""The shelf of importers: one file a format, found by a file's name and beginning.

An importer is a module that holds `SUFFIXES`, the endings it reads, and `read(file, hints)`.
"""
