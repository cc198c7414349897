"""FHIR R4 as it comes in: bytes → JSON within bounds → valid resources of one patient → what each would become."""
