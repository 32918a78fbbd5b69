"""What makes an e-book of the pages that were built."""
