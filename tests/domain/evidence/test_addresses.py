from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.domain.evidence.urls import address_key

PAGE = "https://www.example.org/News/Chief%20named/?id=7&lang=uk"


@pytest.mark.parametrize(
    "variant",
    [
        "http://www.example.org/News/Chief%20named/?id=7&lang=uk",
        "https://example.org/News/Chief%20named?id=7&lang=uk",
        "https://EXAMPLE.org:443/News/Chief%20named?lang=uk&id=7",
        "https://example.org/News/Chief%20named?lang=uk&id=7&utm_source=x&fbclid=abc&gclid=1",
        "https://example.org/News/Chief%20named?lang=uk&id=7#comments",
        "https://example.org/News/Chief%20named?lang=uk&id=7#:~:text=appointed",
    ],
)
def test_variants_of_one_address_have_one_key(variant: str):
    assert address_key(variant) == address_key(PAGE)


@pytest.mark.parametrize(
    "other",
    [
        "https://www.example.org/news/chief%20named/?id=7&lang=uk",
        "https://www.example.org/News/Chief%20named/?id=8&lang=uk",
        "https://www.example.org/News/Chief%20named/?id=7",
        "https://uk.example.org/News/Chief%20named/?id=7&lang=uk",
        "https://www.example.org:8080/News/Chief%20named/?id=7&lang=uk",
        "https://www.example.org/News/Chief%20named/?id=7&lang=uk#!page2",
    ],
)
def test_other_pages_have_other_keys(other: str):
    assert address_key(other) != address_key(PAGE)


@pytest.mark.parametrize("url", ["https://[x", "http://x:99999999/", "http:///path"])
def test_what_cannot_be_taken_apart_is_its_own_key(url: str):
    assert address_key(url) == url


@given(st.text(max_size=50))
def test_any_text_has_a_key(text: str):
    assert address_key(f"https://example.org/{text}")
