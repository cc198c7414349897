"""Is the process up, and can it do its work? For the machinery around it; at the root, not under /api."""

from fastapi import APIRouter

router = APIRouter(tags=["health", "for visitors"])


@router.get("/healthz")
async def healthz() -> dict[str, str]:
    """The process is up."""
    return {"status": "ok"}
