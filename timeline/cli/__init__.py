"""The command line: it parses, calls the library and prints; here alone the clock is read and the process ends."""
