# Made by `python -m codegen` from openapi/feeds.yaml; edit that file instead.
from ...model import OpenStrEnum


class PostAssetType(OpenStrEnum):
    """Asset classes as the feeds name them."""

    STOCKS = "Stocks"
    BONDS = "Bonds"
    ETF = "ETF"
    INDEX = "Index"
    WARRANTS = "Warrants"
    OPTIONS = "Options"
    FUTURES = "Futures"
    CFD = "CFD"
    TRS = "TRS"
    FOREX = "FOREX"
    COMMODITY_METALS = "CommodityMetals"
    COMMODITY_ENERGY_AGRICULTURE = "CommodityEnergyAgriculture"
    CRYPTO_COIN = "CryptoCoin"
    NFT = "NFT"
