"""From a project to a site: the order of the stages, and what each hands to the next."""

from gongkai.pipeline.build import CACHE, build_site, check_project
from gongkai.pipeline.outcome import Built, Checked, Tick
from gongkai.pipeline.sharding import build_shard

__all__ = ["CACHE", "Built", "Checked", "Tick", "build_shard", "build_site", "check_project"]
