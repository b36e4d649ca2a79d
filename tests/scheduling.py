"""What goes to which of the processes that run the tests."""

from xdist.scheduler import LoadFileScheduling

TOGETHER = "tests/flows/"
"""Its tests share a server of Prefect's, which takes longer to start than any of them to run."""


class Together(LoadFileScheduling):  # type: ignore[misc]  # of a library without types
    """The tests of a file go to the same process, and all the flows' to one."""

    def _split_scope(self, nodeid: str) -> str:
        return TOGETHER if nodeid.startswith(TOGETHER) else nodeid.partition("::")[0]
