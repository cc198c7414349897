"""Pure: domain values -> what is shown, given a Translator. One for screen, API, PDF and FHIR alike."""
