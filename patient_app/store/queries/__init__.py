"""Questions to the database, one module a noun. Plain functions of a session."""
