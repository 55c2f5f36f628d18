"""Tables of names and numbers behind the instruments: types, exchanges, industries, currencies, and the famous ones.

Ids are eToro's where clients have recorded them; prices are where these markets stood in the summer of 2025, to one or
two figures.
"""

from __future__ import annotations

FOREX, COMMODITY, INDEX, STOCK, ETF, CRYPTO = 1, 2, 4, 5, 6, 10

TYPE_NAMES = {
    1: "Forex",
    2: "Commodity",
    3: "CFD",
    4: "Indices",
    5: "Stocks",
    6: "ETF",
    7: "Bonds",
    8: "TrustFunds",
    9: "Options",
    10: "Crypto",
}

EXCHANGE_NAMES = {
    1: "FX",
    2: "Commodity",
    3: "CFD",
    4: "NASDAQ",
    5: "NYSE",
    6: "Frankfurt",
    7: "London",
    8: "Digital Currency",
    9: "Euronext Paris",
    10: "Bolsa De Madrid",
    11: "Borsa Italiana",
    12: "SIX",
    14: "Oslo",
    15: "Stockholm",
    16: "Copenhagen",
    17: "Helsinki",
    21: "Hong Kong Exchanges",
    22: "Euronext Lisbon",
    23: "Euronext Brussels",
    30: "Euronext Amsterdam",
    31: "Sydney",
    32: "Vienna",
    34: "Dublin",
    35: "Prague",
    36: "Warsaw",
    37: "Budapest",
    38: "Xetra ETFs",
    43: "Extended Hours",
}

INDUSTRY_NAMES = {
    1: "Basic Materials",
    2: "Conglomerates",
    3: "Consumer Goods",
    4: "Financial",
    5: "Healthcare",
    6: "Industrial Goods",
    7: "Services",
    8: "Technology",
    9: "Utilities",
}

VENUES = {  # symbol suffix: exchange, currency
    "L": (7, "GBX"),
    "l": (7, "GBX"),
    "DE": (6, "EUR"),
    "ASX": (31, "AUD"),
    "PA": (9, "EUR"),
    "HK": (21, "HKD"),
    "MI": (11, "EUR"),
    "MC": (10, "EUR"),
    "ZU": (12, "CHF"),
    "ST": (15, "SEK"),
    "NV": (30, "EUR"),
    "OL": (14, "NOK"),
    "CO": (16, "DKK"),
    "VI": (32, "EUR"),
    "HE": (17, "EUR"),
    "WA": (36, "PLN"),
    "BR": (23, "EUR"),
    "IR": (34, "EUR"),
    "LSB": (22, "EUR"),
    "PR": (35, "CZK"),
    "BD": (37, "HUF"),
    "EXT": (43, "USD"),
    "EUR": (4, "EUR"),
}

CURRENCIES = {
    "USD": 1,
    "EUR": 2,
    "GBP": 3,
    "JPY": 4,
    "AUD": 5,
    "CHF": 6,
    "CAD": 7,
    "NZD": 8,
    "HKD": 10,
    "SEK": 42,
    "NOK": 43,
    "DKK": 44,
    "PLN": 45,
    "CZK": 46,
    "HUF": 47,
    "GBX": 666,
}

KNOWN = {  # symbol: display name, typical price in the currency of the instrument
    "EURUSD": ("EUR/USD", 1.12),
    "GBPUSD": ("GBP/USD", 1.31),
    "NZDUSD": ("NZD/USD", 0.6),
    "USDCAD": ("USD/CAD", 1.38),
    "USDJPY": ("USD/JPY", 148.0),
    "USDCHF": ("USD/CHF", 0.84),
    "AUDUSD": ("AUD/USD", 0.66),
    "EURGBP": ("EUR/GBP", 0.855),
    "EURCHF": ("EUR/CHF", 0.94),
    "EURJPY": ("EUR/JPY", 165.0),
    "GBPJPY": ("GBP/JPY", 194.0),
    "EURAUD": ("EUR/AUD", 1.7),
    "EURCAD": ("EUR/CAD", 1.55),
    "AUDJPY": ("AUD/JPY", 97.0),
    "CADJPY": ("CAD/JPY", 107.0),
    "CHFJPY": ("CHF/JPY", 176.0),
    "USDHKD": ("USD/HKD", 7.8),
    "USDSEK": ("USD/SEK", 9.6),
    "USDNOK": ("USD/NOK", 10.2),
    "USDPLN": ("USD/PLN", 3.75),
    "USDCZK": ("USD/CZK", 22.0),
    "USDHUF": ("USD/HUF", 355.0),
    "USDMXN": ("USD/MXN", 18.9),
    "USDTRY": ("USD/TRY", 41.0),
    "USDZAR": ("USD/ZAR", 17.8),
    "USDSGD": ("USD/SGD", 1.3),
    "USDCNH": ("USD/CNH", 7.15),
    "USDILS": ("USD/ILS", 3.4),
    "OIL": ("Oil (Non Expiry)", 66.0),
    "GOLD": ("Gold (Non Expiry)", 3350.0),
    "SILVER": ("Silver", 38.0),
    "COPPER": ("Copper", 4.6),
    "NATGAS": ("Natural Gas", 3.2),
    "PLATINUM": ("Platinum", 1350.0),
    "PALLADIUM": ("Palladium", 1180.0),
    "SPX500": ("SPX500 Index (Non Expiry)", 6400.0),
    "NSDQ100": ("NASDAQ100 Index (Non Expiry)", 23400.0),
    "DJ30": ("DJ30 Index (Non Expiry)", 45000.0),
    "UK100": ("UK100 Index", 9100.0),
    "FRA40": ("FRA40 Index", 7800.0),
    "GER40": ("GER40 Index (Non Expiry)", 24200.0),
    "AUS200": ("AUS200 Index", 8700.0),
    "ESP35": ("ESP35 Index", 14500.0),
    "JPN225": ("JPN225 Index", 42000.0),
    "HKG50": ("HKG50 Index", 25000.0),
    "EUSTX50": ("EUSTX50 Index", 5400.0),
    "AAPL": ("Apple", 228.0),
    "GOOG": ("Alphabet", 205.0),
    "META": ("Meta Platforms Inc", 745.0),
    "MSFT": ("Microsoft", 505.0),
    "AMZN": ("Amazon.com Inc", 226.0),
    "TSLA": ("Tesla Motors, Inc.", 335.0),
    "NVDA": ("NVIDIA Corporation", 178.0),
    "NFLX": ("Netflix, Inc.", 1190.0),
    "AMD": ("Advanced Micro Devices Inc", 165.0),
    "INTC": ("Intel", 24.0),
    "BA": ("Boeing", 228.0),
    "BAC": ("Bank of America Corp", 49.0),
    "DIS": ("Walt Disney", 117.0),
    "KO": ("Coca-Cola", 69.0),
    "JPM": ("JPMorgan Chase & Co", 298.0),
    "V": ("Visa", 345.0),
    "WMT": ("Walmart Inc.", 97.0),
    "PFE": ("Pfizer", 25.0),
    "BABA": ("Alibaba-ADR", 122.0),
    "UBER": ("Uber", 95.0),
    "PLTR": ("Palantir Technologies Inc", 160.0),
    "F": ("Ford Motor", 11.5),
    "SPY": ("SPDR S&P 500 ETF", 642.0),
    "QQQ": ("Invesco QQQ", 572.0),
    "GLD": ("SPDR Gold", 308.0),
    "VOO": ("Vanguard S&P 500 ETF", 590.0),
    "BTC": ("Bitcoin", 111000.0),
    "ETH": ("Ethereum", 4400.0),
    "BCH": ("Bitcoin Cash", 560.0),
    "XRP": ("XRP", 2.95),
    "LTC": ("Litecoin", 112.0),
    "ADA": ("Cardano", 0.86),
    "SOL": ("Solana", 205.0),
    "DOGE": ("Dogecoin", 0.22),
    "DOT": ("Polkadot", 3.9),
}

TEMPER = {  # by type: relative standard deviation of a day, relative spread
    FOREX: (0.005, 0.00009),
    COMMODITY: (0.011, 0.00035),
    INDEX: (0.010, 0.00018),
    STOCK: (0.018, 0.0009),
    ETF: (0.010, 0.0005),
    CRYPTO: (0.03, 0.006),
}

PRICE_RANGES = {  # by type: between what typical prices lie where the real one is not known
    FOREX: (0.6, 30.0),
    COMMODITY: (2.0, 900.0),
    INDEX: (900.0, 20_000.0),
    STOCK: (6.0, 420.0),
    ETF: (20.0, 420.0),
    CRYPTO: (0.05, 60.0),
}
PRICE_SCALES = {"GBX": 8.0, "SEK": 2.0, "NOK": 2.0, "HUF": 40.0, "CZK": 4.0}

ETF_SYMBOLS = frozenset(
    """
    AAXJ ACWI AMLP ASHR BIL BKLN BND BNDX BSV EMB EWG EWH EZU FAZ FEZ IAU IJJ INDA IVW IWB IWD IWF IWN IWO IWR IWS
    JNK JPST KBE KRE KWEB MCHI MINT MTUM MUB PFF QUAL SCO SHV SKYY SLV SOXX SPLV SQQQ TIP TQQQ TZA USMV VCIT VCSH
    VEA VEU VGK VGT VNQ VOE VOO VTI VTIP VTV VUG VWO XBI XLB XLC XLRE
    """.split()  # noqa: SIM905 - words read better than a column of quotes
)

MONEY = frozenset(
    """
    AED ARS AUD BHD BRL CAD CHF CLP CNH COP CZK EUR GBP HKD HUF ILS INR JPY KRW KWD MXN NOK NZD OMR PEN PLN QAR
    RON RUB SAR SEK SGD TRY TWD USD ZAR
    """.split()  # noqa: SIM905 - words read better than a column of quotes
)
