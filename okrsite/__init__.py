"""okrsite: publish an organisation's OKRs from Markdown in Git as a static site."""

__version__ = "0.1.0"
