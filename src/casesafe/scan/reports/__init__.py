"""The reports of a run: text, json, jsonl, sarif. None of them holds note text."""
