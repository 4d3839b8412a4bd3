"""Alembic's entry: runs the migrations on the connection that the store opened."""

from __future__ import annotations

from alembic import context

from pourparlers.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
