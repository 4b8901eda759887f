"""The same road, held in memory: a preview that draws pages on request and reloads them."""

from okrsite.serve.server import serve
from okrsite.serve.session import Session

__all__ = ["Session", "serve"]
