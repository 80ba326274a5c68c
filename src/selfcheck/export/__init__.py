"""Questions for other tools. Each form is written from what the kinds give as data."""
