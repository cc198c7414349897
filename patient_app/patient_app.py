"""The front door: Reflex loads `app` from here. Pages are registered in `ui/app.py`, routes in `api/`."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from patient_app import composition
from patient_app.api import create_api
from patient_app.config import settings
from patient_app.ui.app import build
from patient_app.ui.guard import first_words, guard, is_live
from patient_app.ui.live import live
from patient_app.ui.state_guard import bind_states_to_sessions

__all__ = ["app", "first_words", "guard"]

app = build(api=create_api())
bind_states_to_sessions(app, is_live)
live.attach(app, settings().redis_url)
composition.listen(lambda topics: live.publish(*topics))


@app.register_lifespan_task
@asynccontextmanager
async def _while_serving() -> AsyncIterator[None]:
    """The database is opened and migrated before the first request, and closed when queued writes are finished."""
    await asyncio.to_thread(composition.door)
    await asyncio.to_thread(composition.keep_fresh)
    yield
    await asyncio.to_thread(composition.close)
