"""The site folder: staging, publishing, and telling whether it is as a build left it."""
