"""The guard in a spaCy program."""

import spacy

TEXT = "My client Marisol Vega (DOB 3/14/1988) called from 413-555-0142."

nlp = spacy.blank("en")
nlp.add_pipe("casesafe", config={"policy": "hipaa-safe-harbor"})
doc = nlp(TEXT)

for finding in doc._.casesafe:  # exact to the character
    print(finding.entity_type, finding.action.value, doc.text[finding.start : finding.end])
for span in doc.spans["casesafe"]:  # whole tokens
    print(span.label_, "|", span.text)
