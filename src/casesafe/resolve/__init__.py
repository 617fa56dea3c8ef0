"""Detections -> findings: vetoes, repeats, people, overlap. Pure functions."""
