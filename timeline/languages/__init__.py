"""One folder per language, found by name: words, forms with their meanings, grammar cues, and cases."""
