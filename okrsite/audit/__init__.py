"""The step that proves what was written: no string that only hidden documents hold is in it."""

from okrsite.audit.search import Leak, audit
from okrsite.audit.secrets import Secrets, secrets
from okrsite.audit.unpack import Reading, unpack

__all__ = ["Leak", "Reading", "Secrets", "audit", "secrets", "unpack"]
