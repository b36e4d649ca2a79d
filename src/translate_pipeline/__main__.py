"""``python -m translate_pipeline``: the program, where its command is not on the path."""

from translate_pipeline.cli import main

main()
