"""The spaCy side: loading the pipeline, and the normalised view of a note."""
