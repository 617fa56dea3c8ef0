"""Presidio operators that write what stands in place of an identifier.

`parameters` and `table` load without Presidio; an operator's own module loads it.
"""
