"""The step that scores the AlignmentGraph into a Portfolio, leaves first, as of a date."""

from okrsite.score.again import score_again
from okrsite.score.portfolio import score

__all__ = ["score", "score_again"]
