"""Notify: messages to people, through Apprise.

Apprise knows the services (mail, Matrix, Signal, Slack, ntfy …); which one a message goes to, and
with what password, is in the address, which only this machine knows.
"""
