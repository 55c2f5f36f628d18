"""One package for each tag of the document, one module for each operation. Made by `python -m codegen`."""
