"""What goes out: events, calendars, linked data, annotations, tables; a module a format."""
