"""The step that says which pages there will be: Portfolio -> Pages."""

from okrsite.plan.addresses import Collision, plan

__all__ = ["Collision", "plan"]
