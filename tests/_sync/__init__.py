# Made by `python -m codegen` from tests/_async/__init__.py; edit that file instead.
