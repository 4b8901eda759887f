"""The step that changes what people wrote: an intention -> a lossless change of the source text."""

from okrsite.edit.change import Add, Edit, Put, Remove, Rename, change
from okrsite.edit.files import Change, NotWritten, Source, write_all
from okrsite.edit.mend import Mended, mend
from okrsite.edit.shape import Unclear, Value
from okrsite.edit.wording import document

__all__ = [
    "Add",
    "Change",
    "Edit",
    "Mended",
    "NotWritten",
    "Put",
    "Remove",
    "Rename",
    "Source",
    "Unclear",
    "Value",
    "change",
    "document",
    "mend",
    "write_all",
]
