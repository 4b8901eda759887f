"""The step that turns content folders into Documents."""

from okrsite.read.content import NoSite, Reading, read, read_settings, reading
from okrsite.read.earlier import Earlier
from okrsite.read.folders import Folder

__all__ = ["Earlier", "Folder", "NoSite", "Reading", "read", "read_settings", "reading"]
