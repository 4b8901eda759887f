"""The step that draws: Page + view + theme -> bytes; pure."""

from okrsite.render.draw import Drawing
from okrsite.render.installed import installed
from okrsite.render.theme import Theme, ThemeError

__all__ = ["Drawing", "Theme", "ThemeError", "installed"]
