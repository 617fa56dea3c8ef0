"""Frozen values: spans, entity types, detections, findings, redactions. Standard library only."""
