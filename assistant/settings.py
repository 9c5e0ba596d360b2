"""All settings, read once from the environment (``YOUJU_*``)."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Frozen settings; each field is the variable ``YOUJU_`` + its name in capitals."""

    model_config = SettingsConfigDict(
        env_prefix="YOUJU_", env_ignore_empty=True, frozen=True, extra="ignore"
    )

    home: Path | None = Field(
        default=None, description="存放资料库与索引的文件夹；默认是代码目录或用户数据目录"
    )
    corpus: Path | None = Field(
        default=None, description="资料文件夹（内有 manifest.toml）；默认是自带的 corpus/"
    )
    encoder: str = Field(
        default="use-multilingual", description="向量模型：内置名、模型名或本地文件夹"
    )
