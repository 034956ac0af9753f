"""An article as Markdown, as HTML, in a notebook and explained in plain text."""
