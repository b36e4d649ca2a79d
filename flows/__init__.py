"""Prefect flows: retries, fan-out, and what a coordinator sees. What is done is in the package."""

import os

from translate_pipeline.cli.servers import ENVIRONMENT

# Before Prefect is imported: it reads them then.
for _name, _value in ENVIRONMENT.items():
    os.environ.setdefault(_name, _value)
