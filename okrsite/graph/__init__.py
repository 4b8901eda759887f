"""The step that links Documents into an AlignmentGraph, always a DAG; what does not fit is set aside."""

from okrsite.graph.link import link

__all__ = ["link"]
