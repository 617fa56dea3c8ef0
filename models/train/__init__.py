"""The recipe of casesafe's own model: corpus, training, export, evaluation, assembly.

Not shipped in the wheel. Run from the root of a checkout, with `casesafe[train]` installed:
`python -m models.train run --help`.
"""
