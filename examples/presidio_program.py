"""The guard in a Presidio program."""

import casesafe
from casesafe.integrations.presidio import analyzer_engine, anonymizer_engine, operator_configs

TEXT = "My client Marisol Vega (DOB 3/14/1988) called from 413-555-0142."

guard = casesafe.load("hipaa-safe-harbor")
results = analyzer_engine(guard).analyze(TEXT, language="en")
redacted = anonymizer_engine().anonymize(TEXT, results, operator_configs(guard))

for result in results:
    print(result.entity_type, result.start, result.end)
print(redacted.text)
