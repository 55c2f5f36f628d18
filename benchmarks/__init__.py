"""Measures the library beside others: what `make bench` runs.

``registry`` says what a row is and ``families`` holds the rows; ``cases`` is the code that is timed, each run in the
environment of its own library; ``harness`` pairs, takes medians and judges; ``workers`` runs the processes.
"""
