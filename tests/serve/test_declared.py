"""Whatever is sent, no answer but one that the service declares."""

from __future__ import annotations

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
)
LEAST = 20  # operations
EXAMPLES = 50  # of each
pytestmark = [pytest.mark.proof, pytest.mark.allow_hosts(["127.0.0.1"])]


def test_every_reply_is_as_declared(changing_address: str) -> None:
    schema = schemathesis.openapi.from_url(f"{changing_address}/openapi.json")
    operations = [result.ok() for result in schema.get_all_operations()]
    assert len(operations) >= LEAST
    for operation in operations:
        holds(operation)


def holds(operation: schemathesis.APIOperation) -> None:
    """Sends an operation what it takes, and what comes near to that."""

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def conforms(case: schemathesis.Case) -> None:
        case.validate_response(case.call(timeout=60), checks=CHECKS)

    conforms()
