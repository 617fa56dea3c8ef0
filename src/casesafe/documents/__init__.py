"""A format a module: the text of a file with a map, and replacements back into the file."""
