"""The outside → Article."""
