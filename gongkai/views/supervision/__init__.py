"""Views of the supervision platform (监管平台): the county, its offices, warnings, trends, assessments."""
