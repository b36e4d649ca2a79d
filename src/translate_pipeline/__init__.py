"""Draft, review, approve and publish translations of releases."""

__version__ = "0.1.0"
