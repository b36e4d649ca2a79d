"""Where things are kept: the ledger in SQL, catalogs in folders."""
