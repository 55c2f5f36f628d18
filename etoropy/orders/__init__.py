"""Orders that are never lost and never placed twice.

RULE: nothing here waits or sends; ``_async/orders.py`` and its neighbours do. ``decision`` says what an answer proves
and what look-ups allow to conclude, ``sightings`` puts what eToro shows into its terms, ``checks`` refuses what should
not be sent, ``calls`` turns an order into a request, ``ledger`` and ``journal`` remember what was sent.
"""
