"""The step that writes a site, as a whole or not at all; the only writer of one."""

from okrsite.publish.disk import for_disk, pack
from okrsite.publish.folder import MARKER, NotASite, publish, refuse_unless_site

__all__ = ["MARKER", "NotASite", "for_disk", "pack", "publish", "refuse_unless_site"]
