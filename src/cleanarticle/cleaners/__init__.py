"""The cleaners, one subject a module. The order they run in stands in `pipeline.py`."""
