"""What builds the derived parts of the project: the document, the generator, the word rules, the comparison."""
