"""The document's schemas as classes, loaded one by one when asked for. Made by `python -m codegen`."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .accepted_close_order import AcceptedCloseOrder
    from .accepted_open_order import AcceptedOpenOrder
    from .author import Author
    from .author_role import AuthorRole
    from .avatar import Avatar
    from .avatar_svg import AvatarSvg
    from .cancellation import Cancellation
    from .candle import Candle
    from .candle_direction import CandleDirection
    from .candle_group import CandleGroup
    from .candle_interval import CandleInterval
    from .candles import Candles
    from .close_demo_position_request import CloseDemoPositionRequest
    from .close_multiple_order import CloseMultipleOrder
    from .close_order import CloseOrder
    from .close_order_reply import CloseOrderReply
    from .close_real_position_request import CloseRealPositionRequest
    from .closed_trade import ClosedTrade
    from .closing_price import ClosingPrice
    from .closing_prices import ClosingPrices
    from .comment import Comment
    from .comment_draft import CommentDraft
    from .comment_entity import CommentEntity
    from .comment_requester_context import CommentRequesterContext
    from .confirmation import Confirmation
    from .copier import Copier
    from .copier_age import CopierAge
    from .copier_amount import CopierAmount
    from .copier_since import CopierSince
    from .copiers import Copiers
    from .cost import Cost
    from .cost_type import CostType
    from .costs import Costs
    from .costs_request import CostsRequest
    from .create_order_request import CreateOrderRequest
    from .curated_list import CuratedList
    from .curated_list_item import CuratedListItem
    from .curated_lists import CuratedLists
    from .daily_gain_type import DailyGainType
    from .eligibilities import Eligibilities
    from .eligibility import Eligibility
    from .eligibility_request import EligibilityRequest
    from .emotion import Emotion
    from .emotion_likes import EmotionLikes
    from .emotion_paging import EmotionPaging
    from .emotion_type import EmotionType
    from .emotions import Emotions
    from .exchange import Exchange
    from .exchanges import Exchanges
    from .feed import Feed
    from .feed_comments import FeedComments
    from .feed_comments_paging import FeedCommentsPaging
    from .feed_discussion import FeedDiscussion
    from .feed_metadata import FeedMetadata
    from .feed_paging import FeedPaging
    from .feed_reason import FeedReason
    from .feed_reason_type import FeedReasonType
    from .found_instrument import FoundInstrument
    from .gain_entry import GainEntry
    from .gain_history import GainHistory
    from .gain_period import GainPeriod
    from .gain_total import GainTotal
    from .gender import Gender
    from .instrument import Instrument
    from .instrument_image import InstrumentImage
    from .instrument_search_page import InstrumentSearchPage
    from .instrument_type import InstrumentType
    from .instrument_type_id import InstrumentTypeId
    from .instrument_types import InstrumentTypes
    from .instruments import Instruments
    from .leverage_rule import LeverageRule
    from .limit_order import LimitOrder
    from .me import Me
    from .mirror import Mirror
    from .mirror_status import MirrorStatus
    from .open_by_amount_request import OpenByAmountRequest
    from .open_by_units_request import OpenByUnitsRequest
    from .open_limit_order_request import OpenLimitOrderRequest
    from .open_order import OpenOrder
    from .open_order_info import OpenOrderInfo
    from .open_order_reply import OpenOrderReply
    from .opened_position import OpenedPosition
    from .order_action import OrderAction
    from .order_asset import OrderAsset
    from .order_details import OrderDetails
    from .order_kind import OrderKind
    from .order_receipt import OrderReceipt
    from .order_sizing import OrderSizing
    from .order_status import OrderStatus
    from .order_status_details import OrderStatusDetails
    from .order_type import OrderType
    from .period_close import PeriodClose
    from .player_level import PlayerLevel
    from .portfolio import Portfolio
    from .portfolio_reply import PortfolioReply
    from .position import Position
    from .position_execution import PositionExecution
    from .position_opening import PositionOpening
    from .position_side import PositionSide
    from .position_state import PositionState
    from .position_update_receipt import PositionUpdateReceipt
    from .post import Post
    from .post_application import PostApplication
    from .post_article import PostArticle
    from .post_article_rating import PostArticleRating
    from .post_article_status import PostArticleStatus
    from .post_asset_type import PostAssetType
    from .post_attachment import PostAttachment
    from .post_copy import PostCopy
    from .post_copy_type import PostCopyType
    from .post_direction import PostDirection
    from .post_draft import PostDraft
    from .post_draft_attachment import PostDraftAttachment
    from .post_draft_media import PostDraftMedia
    from .post_draft_media_type import PostDraftMediaType
    from .post_edit_status import PostEditStatus
    from .post_image import PostImage
    from .post_market import PostMarket
    from .post_market_event import PostMarketEvent
    from .post_market_event_tag import PostMarketEventTag
    from .post_media import PostMedia
    from .post_media_type import PostMediaType
    from .post_mention import PostMention
    from .post_message import PostMessage
    from .post_metadata import PostMetadata
    from .post_order import PostOrder
    from .post_parent import PostParent
    from .post_parent_type import PostParentType
    from .post_poll import PostPoll
    from .post_poll_option import PostPollOption
    from .post_requester_context import PostRequesterContext
    from .post_share import PostShare
    from .post_summary import PostSummary
    from .post_tag import PostTag
    from .post_trade import PostTrade
    from .post_trade_type import PostTradeType
    from .post_type import PostType
    from .post_video import PostVideo
    from .post_video_source import PostVideoSource
    from .rate import Rate
    from .rates import Rates
    from .recommendations import Recommendations
    from .settlement_type import SettlementType
    from .settlement_type_id import SettlementTypeId
    from .stocks_industries import StocksIndustries
    from .stocks_industry import StocksIndustry
    from .stop_loss_type import StopLossType
    from .transaction import Transaction
    from .unpublished_item import UnpublishedItem
    from .unrealized_pnl import UnrealizedPnl
    from .update_position_request import UpdatePositionRequest
    from .user_portfolio import UserPortfolio
    from .user_portfolio_position import UserPortfolioPosition
    from .user_portfolio_social_trade import UserPortfolioSocialTrade
    from .user_profile import UserProfile
    from .user_profile_account_status import UserProfileAccountStatus
    from .user_profile_avatar import UserProfileAvatar
    from .user_profile_avatar_type import UserProfileAvatarType
    from .user_profile_bio import UserProfileBio
    from .user_profile_gdpr_info import UserProfileGdprInfo
    from .user_profile_player_status import UserProfilePlayerStatus
    from .user_profile_player_status_reason import UserProfilePlayerStatusReason
    from .user_profile_restriction import UserProfileRestriction
    from .user_profiles import UserProfiles
    from .user_search import UserSearch
    from .user_search_hit import UserSearchHit
    from .user_trade_info import UserTradeInfo
    from .watchlist import Watchlist
    from .watchlist_create_type import WatchlistCreateType
    from .watchlist_failure import WatchlistFailure
    from .watchlist_item import WatchlistItem
    from .watchlist_item_type import WatchlistItemType
    from .watchlist_market import WatchlistMarket
    from .watchlist_meta import WatchlistMeta
    from .watchlist_type import WatchlistType
    from .watchlists import Watchlists

_MODULES = {
    "AcceptedCloseOrder": ".accepted_close_order",
    "AcceptedOpenOrder": ".accepted_open_order",
    "Author": ".author",
    "AuthorRole": ".author_role",
    "Avatar": ".avatar",
    "AvatarSvg": ".avatar_svg",
    "Cancellation": ".cancellation",
    "Candle": ".candle",
    "CandleDirection": ".candle_direction",
    "CandleGroup": ".candle_group",
    "CandleInterval": ".candle_interval",
    "Candles": ".candles",
    "CloseDemoPositionRequest": ".close_demo_position_request",
    "CloseMultipleOrder": ".close_multiple_order",
    "CloseOrder": ".close_order",
    "CloseOrderReply": ".close_order_reply",
    "CloseRealPositionRequest": ".close_real_position_request",
    "ClosedTrade": ".closed_trade",
    "ClosingPrice": ".closing_price",
    "ClosingPrices": ".closing_prices",
    "Comment": ".comment",
    "CommentDraft": ".comment_draft",
    "CommentEntity": ".comment_entity",
    "CommentRequesterContext": ".comment_requester_context",
    "Confirmation": ".confirmation",
    "Copier": ".copier",
    "CopierAge": ".copier_age",
    "CopierAmount": ".copier_amount",
    "CopierSince": ".copier_since",
    "Copiers": ".copiers",
    "Cost": ".cost",
    "CostType": ".cost_type",
    "Costs": ".costs",
    "CostsRequest": ".costs_request",
    "CreateOrderRequest": ".create_order_request",
    "CuratedList": ".curated_list",
    "CuratedListItem": ".curated_list_item",
    "CuratedLists": ".curated_lists",
    "DailyGainType": ".daily_gain_type",
    "Eligibilities": ".eligibilities",
    "Eligibility": ".eligibility",
    "EligibilityRequest": ".eligibility_request",
    "Emotion": ".emotion",
    "EmotionLikes": ".emotion_likes",
    "EmotionPaging": ".emotion_paging",
    "EmotionType": ".emotion_type",
    "Emotions": ".emotions",
    "Exchange": ".exchange",
    "Exchanges": ".exchanges",
    "Feed": ".feed",
    "FeedComments": ".feed_comments",
    "FeedCommentsPaging": ".feed_comments_paging",
    "FeedDiscussion": ".feed_discussion",
    "FeedMetadata": ".feed_metadata",
    "FeedPaging": ".feed_paging",
    "FeedReason": ".feed_reason",
    "FeedReasonType": ".feed_reason_type",
    "FoundInstrument": ".found_instrument",
    "GainEntry": ".gain_entry",
    "GainHistory": ".gain_history",
    "GainPeriod": ".gain_period",
    "GainTotal": ".gain_total",
    "Gender": ".gender",
    "Instrument": ".instrument",
    "InstrumentImage": ".instrument_image",
    "InstrumentSearchPage": ".instrument_search_page",
    "InstrumentType": ".instrument_type",
    "InstrumentTypeId": ".instrument_type_id",
    "InstrumentTypes": ".instrument_types",
    "Instruments": ".instruments",
    "LeverageRule": ".leverage_rule",
    "LimitOrder": ".limit_order",
    "Me": ".me",
    "Mirror": ".mirror",
    "MirrorStatus": ".mirror_status",
    "OpenByAmountRequest": ".open_by_amount_request",
    "OpenByUnitsRequest": ".open_by_units_request",
    "OpenLimitOrderRequest": ".open_limit_order_request",
    "OpenOrder": ".open_order",
    "OpenOrderInfo": ".open_order_info",
    "OpenOrderReply": ".open_order_reply",
    "OpenedPosition": ".opened_position",
    "OrderAction": ".order_action",
    "OrderAsset": ".order_asset",
    "OrderDetails": ".order_details",
    "OrderKind": ".order_kind",
    "OrderReceipt": ".order_receipt",
    "OrderSizing": ".order_sizing",
    "OrderStatus": ".order_status",
    "OrderStatusDetails": ".order_status_details",
    "OrderType": ".order_type",
    "PeriodClose": ".period_close",
    "PlayerLevel": ".player_level",
    "Portfolio": ".portfolio",
    "PortfolioReply": ".portfolio_reply",
    "Position": ".position",
    "PositionExecution": ".position_execution",
    "PositionOpening": ".position_opening",
    "PositionSide": ".position_side",
    "PositionState": ".position_state",
    "PositionUpdateReceipt": ".position_update_receipt",
    "Post": ".post",
    "PostApplication": ".post_application",
    "PostArticle": ".post_article",
    "PostArticleRating": ".post_article_rating",
    "PostArticleStatus": ".post_article_status",
    "PostAssetType": ".post_asset_type",
    "PostAttachment": ".post_attachment",
    "PostCopy": ".post_copy",
    "PostCopyType": ".post_copy_type",
    "PostDirection": ".post_direction",
    "PostDraft": ".post_draft",
    "PostDraftAttachment": ".post_draft_attachment",
    "PostDraftMedia": ".post_draft_media",
    "PostDraftMediaType": ".post_draft_media_type",
    "PostEditStatus": ".post_edit_status",
    "PostImage": ".post_image",
    "PostMarket": ".post_market",
    "PostMarketEvent": ".post_market_event",
    "PostMarketEventTag": ".post_market_event_tag",
    "PostMedia": ".post_media",
    "PostMediaType": ".post_media_type",
    "PostMention": ".post_mention",
    "PostMessage": ".post_message",
    "PostMetadata": ".post_metadata",
    "PostOrder": ".post_order",
    "PostParent": ".post_parent",
    "PostParentType": ".post_parent_type",
    "PostPoll": ".post_poll",
    "PostPollOption": ".post_poll_option",
    "PostRequesterContext": ".post_requester_context",
    "PostShare": ".post_share",
    "PostSummary": ".post_summary",
    "PostTag": ".post_tag",
    "PostTrade": ".post_trade",
    "PostTradeType": ".post_trade_type",
    "PostType": ".post_type",
    "PostVideo": ".post_video",
    "PostVideoSource": ".post_video_source",
    "Rate": ".rate",
    "Rates": ".rates",
    "Recommendations": ".recommendations",
    "SettlementType": ".settlement_type",
    "SettlementTypeId": ".settlement_type_id",
    "StocksIndustries": ".stocks_industries",
    "StocksIndustry": ".stocks_industry",
    "StopLossType": ".stop_loss_type",
    "Transaction": ".transaction",
    "UnpublishedItem": ".unpublished_item",
    "UnrealizedPnl": ".unrealized_pnl",
    "UpdatePositionRequest": ".update_position_request",
    "UserPortfolio": ".user_portfolio",
    "UserPortfolioPosition": ".user_portfolio_position",
    "UserPortfolioSocialTrade": ".user_portfolio_social_trade",
    "UserProfile": ".user_profile",
    "UserProfileAccountStatus": ".user_profile_account_status",
    "UserProfileAvatar": ".user_profile_avatar",
    "UserProfileAvatarType": ".user_profile_avatar_type",
    "UserProfileBio": ".user_profile_bio",
    "UserProfileGdprInfo": ".user_profile_gdpr_info",
    "UserProfilePlayerStatus": ".user_profile_player_status",
    "UserProfilePlayerStatusReason": ".user_profile_player_status_reason",
    "UserProfileRestriction": ".user_profile_restriction",
    "UserProfiles": ".user_profiles",
    "UserSearch": ".user_search",
    "UserSearchHit": ".user_search_hit",
    "UserTradeInfo": ".user_trade_info",
    "Watchlist": ".watchlist",
    "WatchlistCreateType": ".watchlist_create_type",
    "WatchlistFailure": ".watchlist_failure",
    "WatchlistItem": ".watchlist_item",
    "WatchlistItemType": ".watchlist_item_type",
    "WatchlistMarket": ".watchlist_market",
    "WatchlistMeta": ".watchlist_meta",
    "WatchlistType": ".watchlist_type",
    "Watchlists": ".watchlists",
}

__all__ = (
    "AcceptedCloseOrder",
    "AcceptedOpenOrder",
    "Author",
    "AuthorRole",
    "Avatar",
    "AvatarSvg",
    "Cancellation",
    "Candle",
    "CandleDirection",
    "CandleGroup",
    "CandleInterval",
    "Candles",
    "CloseDemoPositionRequest",
    "ClosedTrade",
    "CloseMultipleOrder",
    "CloseOrder",
    "CloseOrderReply",
    "CloseRealPositionRequest",
    "ClosingPrice",
    "ClosingPrices",
    "Comment",
    "CommentDraft",
    "CommentEntity",
    "CommentRequesterContext",
    "Confirmation",
    "Copier",
    "CopierAge",
    "CopierAmount",
    "Copiers",
    "CopierSince",
    "Cost",
    "Costs",
    "CostsRequest",
    "CostType",
    "CreateOrderRequest",
    "CuratedList",
    "CuratedListItem",
    "CuratedLists",
    "DailyGainType",
    "Eligibilities",
    "Eligibility",
    "EligibilityRequest",
    "Emotion",
    "EmotionLikes",
    "EmotionPaging",
    "Emotions",
    "EmotionType",
    "Exchange",
    "Exchanges",
    "Feed",
    "FeedComments",
    "FeedCommentsPaging",
    "FeedDiscussion",
    "FeedMetadata",
    "FeedPaging",
    "FeedReason",
    "FeedReasonType",
    "FoundInstrument",
    "GainEntry",
    "GainHistory",
    "GainPeriod",
    "GainTotal",
    "Gender",
    "Instrument",
    "InstrumentImage",
    "Instruments",
    "InstrumentSearchPage",
    "InstrumentType",
    "InstrumentTypeId",
    "InstrumentTypes",
    "LeverageRule",
    "LimitOrder",
    "Me",
    "Mirror",
    "MirrorStatus",
    "OpenByAmountRequest",
    "OpenByUnitsRequest",
    "OpenedPosition",
    "OpenLimitOrderRequest",
    "OpenOrder",
    "OpenOrderInfo",
    "OpenOrderReply",
    "OrderAction",
    "OrderAsset",
    "OrderDetails",
    "OrderKind",
    "OrderReceipt",
    "OrderSizing",
    "OrderStatus",
    "OrderStatusDetails",
    "OrderType",
    "PeriodClose",
    "PlayerLevel",
    "Portfolio",
    "PortfolioReply",
    "Position",
    "PositionExecution",
    "PositionOpening",
    "PositionSide",
    "PositionState",
    "PositionUpdateReceipt",
    "Post",
    "PostApplication",
    "PostArticle",
    "PostArticleRating",
    "PostArticleStatus",
    "PostAssetType",
    "PostAttachment",
    "PostCopy",
    "PostCopyType",
    "PostDirection",
    "PostDraft",
    "PostDraftAttachment",
    "PostDraftMedia",
    "PostDraftMediaType",
    "PostEditStatus",
    "PostImage",
    "PostMarket",
    "PostMarketEvent",
    "PostMarketEventTag",
    "PostMedia",
    "PostMediaType",
    "PostMention",
    "PostMessage",
    "PostMetadata",
    "PostOrder",
    "PostParent",
    "PostParentType",
    "PostPoll",
    "PostPollOption",
    "PostRequesterContext",
    "PostShare",
    "PostSummary",
    "PostTag",
    "PostTrade",
    "PostTradeType",
    "PostType",
    "PostVideo",
    "PostVideoSource",
    "Rate",
    "Rates",
    "Recommendations",
    "SettlementType",
    "SettlementTypeId",
    "StocksIndustries",
    "StocksIndustry",
    "StopLossType",
    "Transaction",
    "UnpublishedItem",
    "UnrealizedPnl",
    "UpdatePositionRequest",
    "UserPortfolio",
    "UserPortfolioPosition",
    "UserPortfolioSocialTrade",
    "UserProfile",
    "UserProfileAccountStatus",
    "UserProfileAvatar",
    "UserProfileAvatarType",
    "UserProfileBio",
    "UserProfileGdprInfo",
    "UserProfilePlayerStatus",
    "UserProfilePlayerStatusReason",
    "UserProfileRestriction",
    "UserProfiles",
    "UserSearch",
    "UserSearchHit",
    "UserTradeInfo",
    "Watchlist",
    "WatchlistCreateType",
    "WatchlistFailure",
    "WatchlistItem",
    "WatchlistItemType",
    "WatchlistMarket",
    "WatchlistMeta",
    "Watchlists",
    "WatchlistType",
)


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(_MODULES[name], __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
