"""How eToro counts requests, as far as it can be known from outside.

RULE: everything here is arithmetic on times that the caller gives; nothing waits and nothing knows who is asking.
``figures`` reads what the server says, ``windows`` counts, ``shared`` and ``budget.lua`` do the same counting inside
Redis for many processes at once.
"""
