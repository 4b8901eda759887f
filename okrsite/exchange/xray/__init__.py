"""One page about strangers' OKRs: the cascade drawn, and the few sentences that matter."""

from okrsite.exchange.xray.page import page
from okrsite.exchange.xray.view import XRay, xray

__all__ = ["XRay", "page", "xray"]
