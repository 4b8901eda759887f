"""The step that links Documents into an AlignmentGraph: a DAG, with what was set aside."""

from okrsite.graph.link import link

__all__ = ["link"]
