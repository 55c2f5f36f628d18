# Made by `python -m codegen` from openapi/feeds.yaml; edit that file instead.
from ...model import OpenStrEnum


class AuthorRole(OpenStrEnum):
    """What somebody is on eToro; PI is a popular investor."""

    REGULAR = "Regular"
    PI = "PI"
    MODERATOR = "Moderator"
    ANONYMOUS = "Anonymous"
    ETORO_TEAM = "eToroTeam"
    ETORIAN = "eTorian"
    COPY_PORTFOLIO = "CopyPortfolio"
    DEPOSITOR = "Depositor"
    ADMIN = "Admin"
    VERIFIED = "Verified"
    ANALYST = "Analyst"
