"""The step that writes a site, as a whole or not at all; the only writer of one."""

from okrsite.publish.disk import for_disk, pack
from okrsite.publish.folder import (
    MARKER,
    NotASite,
    alone,
    publish,
    publish_alone,
    refuse_unless_site,
)

__all__ = [
    "MARKER",
    "NotASite",
    "alone",
    "for_disk",
    "pack",
    "publish",
    "publish_alone",
    "refuse_unless_site",
]
