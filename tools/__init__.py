"""What the developers run by hand: catalogues, fonts."""
