"""Pure clinical rules and values. Imports nothing of the project, no clock, no database, no framework."""
