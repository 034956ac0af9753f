"""The fields of a page of HTML, a file a field; `fields.py` has the order."""
