"""The store: articles, what was read in them, talks, judgements; in SQLite or PostgreSQL."""

from pourparlers.store.errors import StoreError
from pourparlers.store.store import Store, open_store

__all__ = ["Store", "StoreError", "open_store"]
