"""The same reader on many machines, with Ray Data, and linking at that scale, with DuckDB (extra ``ray``)."""
