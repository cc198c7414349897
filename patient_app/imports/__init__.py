"""What comes in as a file: records of other systems, read and checked before any service sees them."""
