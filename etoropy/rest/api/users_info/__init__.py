"""The operations of this tag, a module each. Made by `python -m codegen`."""
