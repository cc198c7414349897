"""Homestretch: physical-therapy home exercise programs, shared by patient, PT and physiatrist."""

__version__ = "0.1.0"
