"""Serving: building the front end once, and what stands between the network and the app (pure ASGI classes)."""
