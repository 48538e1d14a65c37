"""Which pages and files there are: every address of the portal is decided here, from the public catalog alone."""

from gongkai.plan.files import plan_files
from gongkai.plan.pages import plan_pages

__all__ = ["plan_files", "plan_pages"]
