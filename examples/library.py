"""The guard as a library: redact, then apply what a person decided."""

import casesafe

TEXT = "Marisol Vega's mother Ana called. Ana wants to know whether Marisol is eating."

guard = casesafe.load("peer-consultation", roster=[{"type": "PERSON", "value": "Marisol Vega"}])
result = guard.redact(TEXT)
print(result.text)

findings = guard.find(TEXT)
reviewed = [f for f in findings if f.role != "mother"]  # a person says: Ana may stay
rejected = [f for f in findings if f.role == "mother"]
print(guard.apply(TEXT, reviewed, rejected=rejected).text)
