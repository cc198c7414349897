"""Reflex's own configuration: what is built and how. Run-time settings stand in `patient_app/config.py`."""

import reflex as rx
from reflex.plugins.sitemap import SitemapPlugin

from patient_app.config import settings
from patient_app.ui import theme

TAILWIND = {
    # Reflex looks only at the pages that it generates; the local components stand in public/external.
    "content": ["./public/external/**/*.{js,jsx}"],
    "theme": theme.tailwind(),
}

config = rx.Config(
    app_name="patient_app",
    plugins=[rx.plugins.TailwindV4Plugin(config=TAILWIND)],
    # A sitemap would list pages that need a sign-in.
    disable_plugins=[SitemapPlugin],
    frontend_compression_formats=["brotli", "gzip"],
    frontend_lazy_bundled_libraries=True,
    telemetry_enabled=False,
    show_built_with_reflex=False,
    backend_host="127.0.0.1",
    cors_allowed_origins=[settings().base_url] if settings().base_url else [],
    redis_url=settings().redis_url or None,
    state_manager_mode=rx.constants.StateManagerMode.REDIS
    if settings().redis_url
    else rx.constants.StateManagerMode.MEMORY,
)
