"""All settings, read once from the environment (``YOUJU_*``)."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, SecretStr
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
    model: str | None = Field(
        default=None,
        description="语言模型：接口上的模型名，或本机的模型名、GGUF 文件；默认不用",
    )
    model_url: str | None = Field(
        default=None, description="语言模型的接口地址（OpenAI 兼容）；不设则在本机运行"
    )
    model_key: SecretStr | None = Field(default=None, description="语言模型接口的密钥")
    rate: int = Field(default=600, ge=1, description="开服务时，每把密钥每分钟最多几次请求")
    retention: int = Field(default=180, ge=1, description="提问记录留几天")
    model_timeout: float = Field(
        default=90.0, gt=0, description="语言模型写一个回答最多用几秒，超过就改用原文摘出的回答"
    )
