# Made by `python -m codegen` from openapi/users_info.yaml; edit that file instead.
from ...model import OpenStrEnum


class UserProfileAvatarType(OpenStrEnum):
    """How a user's picture was treated."""

    ORIGINAL = "Original"
    ORIGINAL_CROPPED = "OriginalCropped"
    RESIZED = "Resized"
    RETOUCHED = "Retouched"
