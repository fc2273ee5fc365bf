"""What a report shows of documents: an overview of all, and a strip for each."""
