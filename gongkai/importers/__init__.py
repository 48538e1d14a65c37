"""Bring what others wrote into `content/`: folders of Markdown, and OParl meetings, become the records of a unit.

For Markdown a mapping file says how. Everything odd is reported, nothing is dropped silently, and no record is written before it
has been read back and its text compared with the source. Nothing is fetched and the source folder is never changed.
"""

from gongkai.importers.markdown import import_markdown
from gongkai.importers.oparl import import_oparl
from gongkai.importers.result import ImportResult, Outcome, Stage, write_report

__all__ = ["ImportResult", "Outcome", "Stage", "import_markdown", "import_oparl", "write_report"]
