"""The step that changes what people wrote: an intention -> a lossless change of the source text."""

from okrsite.edit.files import NotWritten, Source
from okrsite.edit.mend import Mended, mend

__all__ = ["Mended", "NotWritten", "Source", "mend"]
