"""Endpoints, models and sub-clients generated from the document in ``openapi/`` by `python -m codegen`.

``api`` holds a module for each operation, ``models`` one for each schema, ``clients`` the sub-clients of both colours,
``openapi.json`` the document they were made from. Nobody edits here.
"""
