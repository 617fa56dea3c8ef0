"""Measuring a guard on gold notes."""
