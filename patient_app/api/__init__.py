"""The HTTP API: thin FastAPI routers over the services. `create_api` puts them together."""

from patient_app.api.app import create_api

__all__ = ["create_api"]
