"""Webhooks: systems of section offices hear what happened to approved versions.

A message says which version of which release, and nothing of a text. Whoever gets it fetches the
version as everybody does, and verifies it; a message that was lost costs time, never a correction.
"""
