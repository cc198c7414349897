"""`python -m patient_app` is `homestretch`."""

from patient_app.cli import app

if __name__ == "__main__":
    app()
