"""Speed, exports, names and quality: each one command, each writes its own section of RESULTS.md."""
