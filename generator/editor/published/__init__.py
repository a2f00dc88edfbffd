"""The forms of a published site: files that come with it, by which the browser edits and checks a file itself."""
