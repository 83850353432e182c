"""Coverage-guided fuzzing of reading, tagging, events and every writer: `python -m fuzz`."""
