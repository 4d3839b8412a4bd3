"""What the reader knows, in tables that a person can read and edit; ``tables`` reads them."""
