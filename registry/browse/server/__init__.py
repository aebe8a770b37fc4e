"""Serving: what a visitor may ask (gate), headers, caching, responses, links."""
