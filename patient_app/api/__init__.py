"""The HTTP API: thin FastAPI routers over the services. `create_api` puts them together."""

from fastapi import FastAPI


def create_api() -> FastAPI:
    """The API as one app; the screens are mounted behind it."""
    api = FastAPI(title="Homestretch", openapi_url="/api/openapi.json", docs_url="/api/docs", redoc_url=None)

    @api.get("/healthz", tags=["health"])
    def healthz() -> dict[str, str]:
        """The process is up."""
        return {"status": "ok"}

    return api
