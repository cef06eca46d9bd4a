"""How many members must be there."""


def quorum(members: int) -> int:
    """More than half of all members in office; those on leave stay in the base.

    Organic Law of Local People's Congresses and Governments (地方各级人民代表大会和地方各级人民政府组织法), 2022, art. 51: a session
    needs more than half of all members, and so does a decision. 32 members: 17.
    """
    if members < 1:
        raise ValueError("a committee has at least one member")
    return members // 2 + 1


def is_met(present: int, members: int) -> bool:
    """Whether ``present`` of ``members`` may open a session or carry a decision."""
    return present >= quorum(members)
