"""Pages and API: one view for both, another suffix."""
