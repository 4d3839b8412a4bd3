"""From the meetings of single articles to talks over all articles: pure functions on plain frozen types."""

RULES = 2
"""The number of the rules of linking: raised when mentions, profiles or scores change. A store that was linked by other
rules is linked anew."""
