"""The shelf of hosts that do not read `_headers` and `_redirects`: what tells each the same."""
