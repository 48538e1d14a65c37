"""Which pages and files there are: every address of the portal is decided here, from the public catalog alone."""

from gongkai.plan.files import plan_files, plan_sitemap
from gongkai.plan.pages import plan_pages
from gongkai.plan.parts import File, Image, Part, Product
from gongkai.plan.record import record_products
from gongkai.plan.supervision import plan_supervision

__all__ = [
    "File",
    "Image",
    "Part",
    "Product",
    "plan_files",
    "plan_pages",
    "plan_sitemap",
    "plan_supervision",
    "record_products",
]
