"""Repair of mojibake: text that was decoded with another encoding than its own."""
