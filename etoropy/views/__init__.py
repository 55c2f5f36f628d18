"""Answers for people: tables and data frames, HTML for notebooks, pictures, and live boards.

RULE: whoever shows something brings it along; only ``notebook`` follows prices, with the client that it is handed.
pandas, polars and matplotlib are imported when they are asked for.
"""
