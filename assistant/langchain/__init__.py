"""The assistant as parts of LangChain's chains."""

from assistant.langchain.retriever import YoujuRetriever
from assistant.langchain.runnable import YoujuRunnable

__all__ = ["YoujuRetriever", "YoujuRunnable"]
