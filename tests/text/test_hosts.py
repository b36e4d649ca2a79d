"""Where messages may be sent."""

import pytest

from translate_pipeline.text.hosts import origin, receiver_url

GOOD = [
    "https://cms.example.org/hooks",
    "https://cms.example.org:8443/hooks?key=1",
    "https://10.0.0.7/hooks",
    "https://[2001:db8::1]/",
    "http://127.0.0.1:9000/hooks",
    "http://localhost/hooks",
    "http://[::1]:9000/",
]
BAD = {
    "http://cms.example.org/S3CRET": "write https://",
    "http://localhost.example.org/S3CRET": "write https://",
    "http://127.0.0.1.example.org/S3CRET": "write https://",
    "ftp://cms.example.org/S3CRET": "write https://",
    "file:///S3CRET": "not a URL",
    "cms.example.org/S3CRET": "not a URL",
    "https:///S3CRET": "not a URL",
    "https://cms.example.org:port/S3CRET": "not a URL",
    "https://cms.example.org:0/S3CRET": "not a URL",
    "https://cms.example.org:99999/S3CRET": "not a URL",
    "https://[::1/S3CRET": "not a URL",
    "https://cms.example.org/S3CRET x": "not a URL",
    "https://cms.example.org/S3CRET\r\nHost: x": "not a URL",
    "https://cms.example.org/S3CRET\u00e9": "not a URL",
    "https://cms.example.org/S3CRET" + 2_000 * "x": "not a URL",
    "https://S3CRET@cms.example.org/": "no name or password",
    "https://me:S3CRET@cms.example.org/": "no name or password",
    "https://:S3CRET@cms.example.org/": "no name or password",
    "https://cms.example.org/#S3CRET": "nothing behind a #",
}


@pytest.mark.parametrize("url", GOOD)
def test_messages_go_over_https_or_stay_on_this_machine(url: str) -> None:
    assert receiver_url(url) == url


@pytest.mark.parametrize(("url", "reason"), BAD.items())
def test_no_other_url_is_taken_and_none_is_quoted(url: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason) as refused:
        receiver_url(url)
    assert "S3CRET" not in str(refused.value)


def test_a_url_is_shown_without_its_path() -> None:
    assert origin("https://cms.example.org:8443/S3CRET?S3CRET") == "https://cms.example.org:8443"
