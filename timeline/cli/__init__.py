"""The command line: parses, calls the library, prints; here alone is the clock read and the process ended."""
