"""Comment that tells on a pull request what its change does to the deals."""
