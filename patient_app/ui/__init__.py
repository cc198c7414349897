"""Screens: Reflex pages, their states, and local components. Only here is `reflex` imported."""
