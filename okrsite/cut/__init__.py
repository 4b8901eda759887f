"""The step that leaves out what an audience may not see; nothing later ever holds the rest."""

from okrsite.cut.audience import UnknownAudience, cut

__all__ = ["UnknownAudience", "cut"]
