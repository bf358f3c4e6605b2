"""Tests of `webapp.morphology`."""
