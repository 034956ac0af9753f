"""Ways in from other libraries. Each module imports its own, and only when it is imported."""
