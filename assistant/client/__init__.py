"""A client of the service, for other programs: ``Youju`` waits for replies, ``AsyncYouju`` awaits
them. Loads nothing that answers: no index, no vectors, no server.
"""

from assistant.client.asynchronous import AsyncYouju
from assistant.client.blocking import Youju
from assistant.client.faults import (
    BadRequest,
    Conflict,
    Gone,
    JobFailed,
    JobUnfinished,
    NotAuthorised,
    NotFound,
    RateLimited,
    ServiceError,
    Unavailable,
)

__all__ = [
    "AsyncYouju",
    "BadRequest",
    "Conflict",
    "Gone",
    "JobFailed",
    "JobUnfinished",
    "NotAuthorised",
    "NotFound",
    "RateLimited",
    "ServiceError",
    "Unavailable",
    "Youju",
]
