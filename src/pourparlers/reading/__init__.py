"""Article → Record, one module a step."""
