"""Results as people and programs read them; nothing here writes a file."""
