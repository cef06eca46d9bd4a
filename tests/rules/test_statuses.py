from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oversight.errors import Refused
from oversight.rules.first_clause import first_clause, opening
from oversight.rules.move_status import check_move
from oversight.rules.quorum import is_met, quorum
from oversight.rules.roll_up import roll_up
from oversight.vocabulary import Status

TODAY = date(2026, 3, 1)
RAISED = date(2025, 5, 6)
STATUSES = st.lists(st.sampled_from(list(Status)))


@pytest.mark.parametrize(("members", "needed"), [(1, 1), (2, 2), (15, 8), (32, 17), (33, 17), (35, 18)])
def test_a_quorum_is_more_than_half_of_all_members(members: int, needed: int) -> None:
    assert quorum(members) == needed
    assert is_met(needed, members)
    assert not is_met(needed - 1, members)


@given(st.integers(min_value=1, max_value=500))
def test_one_less_than_a_quorum_is_no_majority(members: int) -> None:
    assert 2 * quorum(members) > members
    assert 2 * (quorum(members) - 1) <= members


def test_a_committee_without_members_has_no_quorum() -> None:
    with pytest.raises(ValueError, match="at least one"):
        quorum(0)


class TestRollUp:
    def test_all_done_is_done(self) -> None:
        assert roll_up([Status.DONE, Status.DONE]).status is Status.DONE

    def test_any_leaf_begun_is_in_progress(self) -> None:
        assert roll_up([Status.OPEN, Status.IN_PROGRESS]).status is Status.IN_PROGRESS
        assert roll_up([Status.OPEN, Status.DONE]).status is Status.IN_PROGRESS

    def test_else_it_is_open(self) -> None:
        assert roll_up([Status.OPEN]).status is Status.OPEN

    def test_nothing_that_counts_has_no_status(self) -> None:
        assert roll_up([]).status is None

    @given(STATUSES)
    def test_the_counts_add_up(self, statuses: list[Status]) -> None:
        whole = roll_up(statuses)
        assert whole.leaves == len(statuses) == whole.open + whole.in_progress + whole.done
        assert (whole.status is Status.DONE) == bool(statuses and whole.done == whole.leaves)

    @given(STATUSES)
    def test_the_order_does_not_matter(self, statuses: list[Status]) -> None:
        assert roll_up(statuses) == roll_up(reversed(statuses))


class TestMoves:
    def move(self, before: Status, after: Status, on: date = TODAY, **basis: object) -> None:
        check_move(before, after, on=on, today=TODAY, raised_on=RAISED, **basis)  # type: ignore[arg-type] # as a command has it

    def test_what_is_so_already_is_refused(self) -> None:
        for status in Status:
            with pytest.raises(Refused, match="already"):
                self.move(status, status)

    def test_a_day_to_come_is_refused(self) -> None:
        with pytest.raises(Refused, match="2026-03-02 is in the future"):
            self.move(Status.OPEN, Status.IN_PROGRESS, TODAY + timedelta(days=1))

    def test_a_day_before_it_was_raised_is_refused(self) -> None:
        with pytest.raises(Refused, match="raised, on 2025-05-06"):
            self.move(Status.OPEN, Status.IN_PROGRESS, RAISED - timedelta(days=1))

    def test_the_day_it_was_raised_and_today_are_good(self) -> None:
        self.move(Status.OPEN, Status.IN_PROGRESS, RAISED)
        self.move(Status.IN_PROGRESS, Status.OPEN, TODAY)

    def test_an_unknown_day_of_raising_forbids_nothing(self) -> None:
        check_move(Status.OPEN, Status.IN_PROGRESS, on=date(1999, 1, 1), today=TODAY, raised_on=None)

    def test_done_says_what_it_rests_on(self) -> None:
        with pytest.raises(Refused, match="rests on") as refused:
            self.move(Status.OPEN, Status.DONE)
        assert refused.value.exit_code == 4
        assert "--evidence" in str(refused.value)
        with pytest.raises(Refused, match="rests on"):
            self.move(Status.OPEN, Status.DONE, evidence="  ", note="听说的")
        self.move(Status.OPEN, Status.DONE, session=True)
        self.move(Status.OPEN, Status.DONE, evidence="验收单")

    def test_done_without_evidence_needs_a_note(self) -> None:
        with pytest.raises(Refused, match="needs a note"):
            self.move(Status.OPEN, Status.DONE, without_evidence=True, note=" ")
        self.move(Status.OPEN, Status.DONE, without_evidence=True, note="主任会议口头认可")

    @pytest.mark.parametrize("after", [Status.OPEN, Status.IN_PROGRESS])
    def test_done_is_taken_back_for_a_reason(self, after: Status) -> None:
        with pytest.raises(Refused, match="needs a reason"):
            self.move(Status.DONE, after, note=" ")
        self.move(Status.DONE, after, note="复查未通过")
        self.move(Status.DONE, after, session=True)


class TestFirstClause:
    @pytest.mark.parametrize(
        ("text", "clause"),
        [
            ("尽早完成物资储备库建设，完善布局", "尽早完成物资储备库建设"),
            ("因地制宜，建立不同层次的救援队伍，配齐装备", "因地制宜，建立不同层次的救援队伍"),
            ("按照“谁执法，谁普法”的要求做好宣传。扩大范围", "按照“谁执法，谁普法”的要求做好宣传"),
            ("加强镇（街，含开发区）机构建设；配人", "加强镇（街，含开发区）机构建设"),
            ("对逾期不整改的，应当约谈，并予通报", "对逾期不整改的，应当约谈"),
            ("今后新改造的小区，要同步设置停车位，配充电桩", "今后新改造的小区，要同步设置停车位"),
            ("收到意见之日起两个月内，书面答复", "收到意见之日起两个月内，书面答复"),
            ("整改逾期不报的。", "整改逾期不报的"),
            ("修渠。", "修渠"),
            ("", ""),
        ],
    )
    def test_says_something(self, text: str, clause: str) -> None:
        assert first_clause(text) == clause

    @pytest.mark.parametrize(
        ("text", "begins"),
        [
            ("储备库已建成，并已通过验收。", "储备库已建成…"),
            ("储备库已建成。", "储备库已建成"),
            ("储备库已建成\n", "储备库已建成"),
            ("储" * 50, "储" * 39 + "…"),
            ("", ""),
        ],
    )
    def test_an_opening_says_that_more_follows(self, text: str, begins: str) -> None:
        assert opening(text) == begins

    @given(st.text(), st.integers(min_value=2, max_value=60))
    def test_is_never_longer_than_asked(self, text: str, longest: int) -> None:
        assert len(first_clause(text, longest=longest)) <= longest
