"""Raw input to blocks: decoding, telling text from HTML, lines and trees to nodes."""
