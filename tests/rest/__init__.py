"""What is generated from the document: every operation, every model."""
