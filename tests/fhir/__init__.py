"""What is FHIR R4: checked against the official JSON schema, and against the invariants of the resources used.

`r4.schema.json.gz` is HL7's JSON schema of FHIR R4 (4.0.1, CC0), without its descriptions, cut to the resources that
are used here.
"""
