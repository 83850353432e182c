"""Tests of `timeline`: they need no network and no clock, and a slow machine fails none of them."""

from hypothesis import settings

settings.register_profile("timeline", deadline=None)
settings.load_profile("timeline")
