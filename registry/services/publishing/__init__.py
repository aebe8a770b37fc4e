"""Publish a bundle or static pages."""
