"""Other people's formats, in and out."""

from okrsite.exchange._bounds import NotReadable

__all__ = ["NotReadable"]
