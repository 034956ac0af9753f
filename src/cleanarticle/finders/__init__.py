"""The finders, one field a module: each gives a value or leaves the field empty."""
