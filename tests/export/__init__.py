"""Tests of webapp.export."""
