"""The step that links Documents into an AlignmentGraph: a DAG, with what was set aside."""

from okrsite.graph.link import Linked, link, linked
from okrsite.graph.relink import Relinked, TooFar, relink

__all__ = ["Linked", "Relinked", "TooFar", "link", "linked", "relink"]
