"""Why each rule is, where it comes from, and an example. Loaded only when somebody asks."""

from gongkai.messages.explained.addresses import ADDRESSES
from gongkai.messages.explained.annual import ANNUAL
from gongkai.messages.explained.exchange import EXCHANGE
from gongkai.messages.explained.explanation import Explanation
from gongkai.messages.explained.meaning import MEANING
from gongkai.messages.explained.policy import POLICY
from gongkai.messages.explained.privacy import PRIVACY
from gongkai.messages.explained.reading import READING
from gongkai.messages.explained.review import REVIEW
from gongkai.messages.explained.site import SITE
from gongkai.messages.explained.supervision import SUPERVISION
from gongkai.messages.explained.timeliness import TIMELINESS

EXPLAINED: dict[str, Explanation] = {
    **READING,
    **MEANING,
    **POLICY,
    **PRIVACY,
    **EXCHANGE,
    **ADDRESSES,
    **REVIEW,
    **ANNUAL,
    **SITE,
    **TIMELINESS,
    **SUPERVISION,
}

__all__ = ["EXPLAINED", "Explanation"]
