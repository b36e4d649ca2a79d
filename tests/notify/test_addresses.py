"""Where addresses are looked for."""

import os
from pathlib import Path

import pytest

from translate_pipeline.errors import InputError
from translate_pipeline.notify.addresses import find_addresses

ADDRESS = "json://user:S3CRET@host"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "notify.yaml"
    path.write_text(f"A: {ADDRESS}\nB: json://b\n")
    path.chmod(0o600)
    return path


def test_a_name_is_an_environment_variable_else_a_line_of_the_file(file: Path) -> None:
    found = find_addresses(["A", "B", "C", "D"], file, {"B": " json://other ", "D": " "})
    assert found == {"A": ADDRESS, "B": "json://other"}


def test_without_a_file_the_environment_is_all_there_is(tmp_path: Path) -> None:
    assert find_addresses(["A"], tmp_path / "none.yaml", {}) == {}


def test_a_file_is_not_looked_at_where_the_environment_has_all(file: Path) -> None:
    file.write_text("[")
    assert find_addresses(["A"], file, {"A": "json://a"}) == {"A": "json://a"}


@pytest.mark.skipif(os.name != "posix", reason="rights are POSIX's")
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620])
def test_a_file_that_others_can_use_is_refused_with_what_to_do(file: Path, mode: int) -> None:
    file.chmod(mode)
    with pytest.raises(InputError, match="chmod 600"):
        find_addresses(["A"], file, {})


@pytest.mark.parametrize(
    "text",
    [
        f"A: {ADDRESS}: x\n",
        f"A: [{ADDRESS}]\n",
        f"- {ADDRESS}\n",
        f"A: !x {ADDRESS}\n",
        "[" * 2000,
        "A: 1\n",
    ],
)
def test_a_file_that_is_no_list_of_lines_is_refused_without_a_word_of_it(
    file: Path, text: str
) -> None:
    file.write_text(text)
    with pytest.raises(InputError) as caught:
        find_addresses(["A"], file, {})
    assert str(caught.value).startswith(str(file))
    assert "S3CRET" not in str(caught.value)


def test_an_empty_file_has_no_addresses(file: Path) -> None:
    file.write_text("# none yet\n")
    assert find_addresses(["A"], file, {}) == {}
