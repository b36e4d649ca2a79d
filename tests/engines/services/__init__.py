"""The services' protocols on this machine."""
