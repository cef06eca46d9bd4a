"""How many packets are spoiled: 500 with all tests, as many as ``FUZZ_EXAMPLES`` says with ``make fuzz``."""

import os

from hypothesis import HealthCheck, settings

_GIVEN = os.environ.get("FUZZ_EXAMPLES")
EXAMPLES = int(_GIVEN or 500)


def spoiled(share: float) -> settings:
    """The settings of a test that takes this share of the examples."""
    return settings(
        max_examples=max(1, round(EXAMPLES * share)),
        deadline=None,
        print_blob=True,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
