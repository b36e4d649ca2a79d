from translate_pipeline.errors import InputError, shortened


def test_a_message_that_is_not_long_stays_as_it_is() -> None:
    assert shortened("x" * 500) == "x" * 500


def test_a_long_message_keeps_its_two_ends() -> None:
    message = shortened(f"'{'w' * 100_000}' is no locale; write it like es")
    assert len(message) == 500
    assert message.startswith("'www")
    assert message.endswith("www' is no locale; write it like es")


def test_every_line_of_an_error_is_shortened_for_itself() -> None:
    error = InputError("a.csv", 3, f"{'x' * 1000}\nsecond: {'y' * 1000}", column=4)
    first, second = str(error).split("\n")
    assert first.startswith("a.csv:3:4: xxx")
    assert second.startswith("second: yyy")
    assert len(first) + len(second) < 1100
