"""What an earlier build left behind, so that the next one need not do it again.

Everything here may be deleted at any time: a build without it gives the same bytes, later.
"""

from okrsite.cache.manifest import DOCUMENTS, Made, Manifest, asked, place_of, source_of
from okrsite.cache.printed import Printed
from okrsite.cache.seal import own_key
from okrsite.cache.stamps import Stamp, Stamps, stamps_of, tree
from okrsite.cache.store import FOLDER, Store

__all__ = [
    "DOCUMENTS",
    "FOLDER",
    "Made",
    "Manifest",
    "Printed",
    "Stamp",
    "Stamps",
    "Store",
    "asked",
    "own_key",
    "place_of",
    "source_of",
    "stamps_of",
    "tree",
]
