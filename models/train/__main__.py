"""The recipe's command line: `python -m models.train COMMAND --help`."""

from __future__ import annotations

import os

# Threads that wait by spinning make a shared machine ten times slower. Read when torch is loaded.
os.environ.setdefault("OMP_WAIT_POLICY", "passive")

from models.train.cli import main

raise SystemExit(main())
