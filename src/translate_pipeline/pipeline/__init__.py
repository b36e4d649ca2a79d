"""What the system does, as plain functions over values and ports."""
