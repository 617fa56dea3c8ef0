"""The guard within spaCy and Presidio programs: thin wrappers."""
