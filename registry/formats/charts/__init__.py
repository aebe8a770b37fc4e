"""Graphviz, Mermaid and Markdown: successions drawn or listed."""
