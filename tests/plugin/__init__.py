"""Tests of whole builds: through MkDocs itself and through our own driver."""
