"""Suites that every exporter, engine or adapter passes."""
