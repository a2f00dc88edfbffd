"""Building the site: deciding what to build, and writing it."""
