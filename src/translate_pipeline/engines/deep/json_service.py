"""Services that answer in JSON."""

from typing import Any

from translate_pipeline.engines.deep.engine import Deep
from translate_pipeline.engines.deep.transport import Answer
from translate_pipeline.errors import EngineRefused


class Json(Deep):
    """A service that answers in JSON."""

    def status(self, answer: Answer) -> int:
        """A web page comes from something between here and the service."""
        if answer.is_page and answer.status_code == 200:
            raise EngineRefused(
                f"{self.name}: answered with a web page instead of a translation (a proxy's, or one"
                " to log in)"
            )
        return answer.status_code


def shape_of(answer: Answer) -> dict[str, Any]:
    """The JSON object of an answer; empty where it has none."""
    try:
        shape = answer.json()
    except (ValueError, RecursionError):
        return {}
    return shape if isinstance(shape, dict) else {}
