"""What every rule says to a clerk, Chinese first, English second. A code never changes its meaning.

Families: F files, Y YAML, S schema, R references, L links and Markdown, D disclosure, C catalog, M meetings,
P the life of a policy.
"""

from gongkai.messages.meaning import MEANING
from gongkai.messages.meetings import MEETINGS
from gongkai.messages.policy import POLICY
from gongkai.messages.reading import READING
from gongkai.messages.relations import RELATIONS
from gongkai.messages.rule import Rule, Severity

RULES: dict[str, Rule] = {**READING, **MEANING, **RELATIONS, **MEETINGS, **POLICY}

__all__ = ["RULES", "Rule", "Severity"]
