"""有据: answers about Chinese policy documents, each resting on a quoted clause."""

__version__ = "0.1.0"
