"""The language is chosen once; what the system refuses is said in it."""

import errno
from collections.abc import Iterator

import pytest

from oversight import messages


@pytest.fixture(autouse=True)
def _english_afterwards() -> Iterator[None]:
    yield
    messages.use("en")


@pytest.mark.parametrize(
    ("surroundings", "language"),
    [
        ({"OVERSIGHT_LANG": "zh", "LANG": "en_US.UTF-8"}, "zh"),
        ({"OVERSIGHT_LANG": "en", "LC_ALL": "zh_CN.UTF-8"}, "en"),
        ({"LC_ALL": "", "LANG": "zh_CN.GB18030"}, "zh"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({}, "en"),
    ],
)
def test_the_surroundings_choose_the_language(surroundings: dict[str, str], language: str) -> None:
    assert messages.preferred(surroundings) == language


def test_what_the_system_refuses_is_said_in_the_language_in_force() -> None:
    refused = PermissionError(errno.EACCES, "Permission denied")
    assert messages.system_reason(refused) == "Permission denied"
    messages.use("zh")
    assert messages.system_reason(refused) == "没有权限，或者文件正被其他程序占用"
    assert messages.system_reason(OSError(errno.ENOSPC, "No space left on device")) == "磁盘已满"


def test_an_uncommon_reason_stays_as_the_system_says_it() -> None:
    messages.use("zh")
    assert (
        messages.system_reason(OSError(errno.ELOOP, "Too many levels of symbolic links")) == "Too many levels of symbolic links"
    )
    assert messages.system_reason(OSError("no number")) == "no number"
