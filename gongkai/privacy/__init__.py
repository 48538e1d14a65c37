"""What must not be public: personal data and marks of secrecy, found in any text (handbook §11; 个人信息保护法 art. 4, 28).

Nothing here knows files or records. What is found is told by kind and place; the words themselves go no further.
"""

from gongkai.privacy.known import Known, ListRule
from gongkai.privacy.people import is_name_of_person
from gongkai.privacy.scanning import mask_certain, scan
from gongkai.privacy.suspect import Suspect
from gongkai.privacy.tables import Cell, Table, find_table, judge, markdown_tables, read_table

__all__ = [
    "Cell",
    "Known",
    "ListRule",
    "Suspect",
    "Table",
    "find_table",
    "is_name_of_person",
    "judge",
    "markdown_tables",
    "mask_certain",
    "read_table",
    "scan",
]
