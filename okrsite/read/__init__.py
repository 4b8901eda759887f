"""The step that turns content folders into Documents."""

from okrsite.read.content import NoSite, read, read_settings
from okrsite.read.folders import Folder

__all__ = ["Folder", "NoSite", "read", "read_settings"]
