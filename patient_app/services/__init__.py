"""Use cases: who may, what happens, audited, in one transaction. They take the actor first, then the unit of work."""
