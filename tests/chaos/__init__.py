"""A campaign against the order desk: many orders over a line that fails in every way, and then the truth.

`python -m tests.chaos --orders 10000` runs it at full length; the test suite runs a few hundred.
"""
