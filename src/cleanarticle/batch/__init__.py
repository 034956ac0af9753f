"""Many documents: the pool of workers, files in and out, the Arrow schema."""
