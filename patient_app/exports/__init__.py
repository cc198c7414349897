"""What leaves the app as a file: printable programs."""
