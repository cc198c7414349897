"""A record that this product exported: each resource back to the row that it was (`docs/fhir.md`)."""
