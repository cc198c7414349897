"""Photos and videos that people send, made anew: bytes in, bytes out.

Nothing of a file is kept as it came. Its kind is told by its content, never by its name or by what the browser says;
what is not one of a few kinds is refused in words that a person can act on.
"""
