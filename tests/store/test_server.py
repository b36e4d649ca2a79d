from contextlib import suppress
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from psycopg.conninfo import conninfo_to_dict

from translate_pipeline.store.server import Server


@pytest.mark.parametrize(
    ("url", "name", "has_secret"),
    [
        ("postgresql://", "postgresql://", False),
        ("postgres://db.example.org", "postgresql://db.example.org", False),
        ("postgresql://rosa@db:5433/press", "postgresql://rosa@db:5433/press", False),
        ("postgresql://rosa@[::1]:5433/press", "postgresql://rosa@[::1]:5433/press", False),
        ("postgresql://a:1,b:2/press?sslmode=require", "postgresql://a:1,b:2/press", False),
        ("postgresql://rosa:s3cret@db/press", "postgresql://rosa@db/press", True),
        ("postgresql://rosa:s%40cret@db", "postgresql://rosa@db", True),
        ("postgresql:///press?host=/run&password=s3cret", "postgresql:///press?host=/run", True),
        ("postgresql://db?p%61ssword=s3cret", "postgresql://db", True),
        ("postgresql://db?sslpassword=s3cret&user=rosa", "postgresql://db?user=rosa", True),
    ],
)
def test_a_url_is_shown_without_its_secrets(url: str, name: str, *, has_secret: bool) -> None:
    server = Server.parse(url)
    assert (str(server), server.has_secret) == (name, has_secret)
    assert "s3cret" not in f"{server} {server!r}"
    conninfo_to_dict(url)  # the library takes it too


@pytest.mark.parametrize(
    "url",
    [
        "ledger.db", "sqlite:///ledger.db", "mysql://db", "POSTGRESQL://db", "postgresql:db",
        "postgresql://rosa:p/s3cret@db/press", "postgresql://rosa:p?s3cret@db",
        "postgresql://rosa:p#s3cret@db", "postgresql://rosa:p@s3cret@db",
        "postgresql://rosa:s3cret", "postgresql://rosa:p%zzs3cret@db",
        "postgresql://rosa:p s3cret@db", "postgresql://rosa:s3cret%00@db", "postgresql://db/a/b",
        "postgresql://db\n", "",
    ],
)  # fmt: skip
def test_what_might_be_read_in_two_ways_is_refused_and_not_quoted(url: str) -> None:
    with pytest.raises(ValueError, match="not a URL such as postgresql://USER@HOST/") as caught:
        Server.parse(url)
    assert "s3cret" not in str(caught.value)


@given(password=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_any_password_can_be_written_and_is_never_shown(password: str) -> None:
    server = Server.parse(f"postgresql://rosa:{quote(password, safe='')}@db/press")
    assert (str(server), server.has_secret) == ("postgresql://rosa@db/press", bool(password))
    assert conninfo_to_dict(server.url).get("password", "") == password


@given(password=st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=4))
def test_a_password_with_characters_that_mean_something_is_never_taken_for_a_host(
    password: str,
) -> None:
    with suppress(ValueError):
        assert str(Server.parse(f"postgresql://rosa:{password}@db/press")) == (
            "postgresql://rosa@db/press"
        )
