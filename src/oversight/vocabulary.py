"""The closed word lists: an English value is stored, a Chinese or an English label is shown."""

from enum import StrEnum
from typing import Self


class Word(StrEnum):
    """A stored value with its Chinese and its English label."""

    zh: str
    en: str

    # The labels have defaults for type checkers only, which take a lookup by value, Status("open"), for a new member.
    def __new__(cls, value: str, zh: str = "", en: str = "") -> Self:
        """A member with its labels; without them ``value`` is looked up."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.zh = zh
        member.en = en
        return member

    def label(self, language: str) -> str:
        """The word as a person reads it in ``language`` (``zh`` or ``en``)."""
        return self.zh if language == "zh" else self.en

    @classmethod
    def typed(cls, text: str) -> Self | None:
        """The word that a person means by ``text``: the stored one with ``-`` or ``_``, or a label; None where it is none.

        Whether 已 stands before it makes no other word: 办结 is 已办结.
        """
        said = text.strip().lower().replace("-", "_").replace(" ", "_")
        for word in cls:
            if said in {word.value, word.zh, word.zh.removeprefix("已"), word.en.lower().replace(" ", "_")}:
                return word
        return None

    @property
    def to_type(self) -> str:
        """The stored word as it is typed on a command line."""
        return self.value.replace("_", "-")


class Role(Word):
    """组成人员: what a member is in the committee."""

    CHAIR = "chair", "主任", "chair"
    VICE_CHAIR = "vice_chair", "副主任", "vice chair"
    SECRETARY_GENERAL = "secretary_general", "秘书长", "secretary general"
    MEMBER = "member", "委员", "member"


class Attendance(Word):
    """出席情况 as printed: no reason is ever inferred."""

    PRESENT = "present", "出席", "present"
    LEAVE = "leave", "请假", "on leave"
    ABSENT = "absent", "缺席", "absent"


class Capacity(Word):
    """In what capacity someone sat in the room."""

    MEMBER = "member", "组成人员", "member"
    OBSERVER = "observer", "列席", "observer"


class SessionKind(Word):
    """What kind of meeting."""

    COMMITTEE = "committee", "常委会会议", "committee session"
    CHAIRPERSONS = "chairpersons", "主任会议", "chairpersons' meeting"


class ReportKind(Word):
    """The kinds of paper a session hears or adopts."""

    WORK_REPORT = "work_report", "专项工作报告", "work report"
    RESPONSE_REPORT = "response_report", "研究处理情况报告", "response report"
    INSPECTION_REPORT = "inspection_report", "视察报告", "inspection report"
    SURVEY_REPORT = "survey_report", "调研报告", "survey report"
    ENFORCEMENT_REPORT = "enforcement_report", "执法检查报告", "enforcement report"
    AUDIT_REPORT = "audit_report", "审计工作报告", "audit report"
    BUDGET_REPORT = "budget_report", "计划预算报告", "budget report"
    DELIBERATION_OPINION = "deliberation_opinion", "审议意见", "deliberation opinion"
    RESOLUTION = "resolution", "决议决定", "resolution"
    OTHER = "other", "其他文件", "other paper"


class ProblemOrigin(Word):
    """Who says that there is a problem."""

    COMMITTEE = "committee", "人大提出", "raised by the committee"
    SELF_REPORTED = "self_reported", "自查承认", "self-reported"


class Origin(Word):
    """Where a recommendation stands, and so what weight it has."""

    OPINION = "opinion", "审议意见", "opinion"
    SUGGESTION = "suggestion", "意见建议", "suggestion"
    COMMITMENT = "commitment", "工作安排", "commitment"


class Level(Word):
    """The three levels of a recommendation."""

    ITEM = "item", "项", "item"
    MEASURE = "measure", "条", "measure"
    ACTION = "action", "款", "action"


class Status(Word):
    """How far a recommendation has come."""

    OPEN = "open", "未办", "open"
    IN_PROGRESS = "in_progress", "在办", "in progress"
    DONE = "done", "办结", "done"

    @property
    def mark(self) -> str:
        """One character that a GBK console can print, so that a state never hangs on colour alone."""
        return {"open": "○", "in_progress": "◎", "done": "●"}[self.value]


class ReplyKind(Word):
    """A later passage about a recommendation."""

    ANSWER = "answer", "办理答复", "answer"
    FINDING = "finding", "跟踪监督", "finding"


class ReplyClass(Word):
    """What an answer claims."""

    DONE = "done", "已办结", "done"
    UNDER_WAY = "under_way", "正在办", "under way"
    PLANNED = "planned", "计划办", "planned"
    DECLINED = "declined", "不予采纳", "declined"


class ReplyJudgement(Word):
    """What the committee made of an answer. A reply without one waits to be judged."""

    ACCEPTED = "accepted", "认可", "accepted"
    SENT_BACK = "sent_back", "退回重办", "sent back"


class LinkKind(Word):
    """How one row stands to another."""

    SAME_AS = "same_as", "同于", "same as"
    RECURS = "recurs", "再次提出", "recurs"
    SPLIT_FROM = "split_from", "拆自", "split from"
    MERGED_INTO = "merged_into", "并入", "merged into"
    ADDRESSES = "addresses", "针对问题", "addresses"


class BodyRole(Word):
    """The part a body has in carrying out a recommendation."""

    LEAD = "lead", "牵头单位", "lead body"
    SUPPORTING = "supporting", "配合单位", "supporting body"


class Basis(Word):
    """Whether a row was read from a paper or set by a person."""

    READ = "read", "文件载明", "read"
    ASSIGNED = "assigned", "人工指定", "assigned"


class DeadlineKind(Word):
    """What is due."""

    ACT = "act", "办理时限", "act"
    PLAN = "plan", "处理方案", "handling plan"
    ANSWER = "answer", "书面报告", "handling report"


class DeadlineUnit(Word):
    """What a house rule counts in."""

    MONTHS = "months", "个月", "months"
    DAYS = "days", "日", "days"
    WORKING_DAYS = "working_days", "个工作日", "working days"


class DeadlineBasis(Word):
    """What a due date rests on."""

    TEXT = "text", "文件载明", "the text"
    HOUSE_RULE = "house_rule", "议事规则", "a house rule"
    RESOLUTION = "resolution", "会议决定", "a resolution"


class DoubtState(Word):
    """Where a doubt stands."""

    OPEN = "open", "待定", "open"
    SETTLED = "settled", "已定", "settled"
    WITHDRAWN = "withdrawn", "撤回", "withdrawn"


class LinePart(Word):
    """What the reader took a line of a file for."""

    BLANK = "blank", "空行", "blank"
    FURNITURE = "furniture", "页眉页码", "page furniture"
    SESSION = "session", "会议名称", "session"
    NEWS = "news", "会议消息", "news"
    ATTENDANCE = "attendance", "出席情况", "attendance"
    MEMBER = "member", "组成人员", "member"
    OBSERVER = "observer", "列席人员", "observer"
    AGENDA = "agenda", "议程", "agenda"
    CONTENTS = "contents", "目录", "table of contents"
    LETTERHEAD = "letterhead", "文头", "letterhead"
    TITLE = "title", "标题", "title"
    DOCUMENT_NUMBER = "document_number", "发文字号", "document number"
    DATE = "date", "日期", "date"
    AUTHOR = "author", "署名", "author"
    PRESENTER = "presenter", "报告人", "presenter"
    SALUTATION = "salutation", "称谓", "salutation"
    HEADING = "heading", "小标题", "heading"
    PROBLEM = "problem", "问题", "problem"
    RECOMMENDATION = "recommendation", "意见建议", "recommendation"
    REPLY = "reply", "办理答复", "reply"
    TEXT = "text", "正文", "text"
    UNREAD = "unread", "未识别", "not read"


class LineState(Word):
    """What became of a line: it is part of a row, a rule or a person set it aside, or nobody has accounted for it."""

    ROW = "row", "入库", "in a row"
    ASIDE = "aside", "不取", "set aside"
    OPEN = "open", "未交代", "open"


class Aside(Word):
    """The rules that set a passage aside, and the person who does."""

    BLANK = "blank", "空行", "blank"
    FURNITURE = "furniture", "页眉页码", "page furniture"
    FRONT = "front", "名称表头", "heading of a list"
    NEWS = "news", "会议消息", "news"
    CONTENTS = "contents", "目录", "table of contents"
    LETTERHEAD = "letterhead", "文头", "letterhead"
    SALUTATION = "salutation", "称谓", "salutation"
    HEADING = "heading", "小标题", "heading"
    LEAD = "lead", "引出语", "leads to a list"
    ACCOUNT = "account", "情况成效", "account or praise"
    ANSWER = "answer", "前次办理情况", "account of earlier demands"
    PRINCIPLE = "principle", "原则依据", "principle or basis of an item"
    STATEMENT = "statement", "陈述", "asks for nothing"
    NOT_THE_COMMITTEES = "not_the_committees", "报告机关行文", "paper of another body"
    OTHER_SESSION = "other_session", "另次会议文件", "paper of another session"
    LAW = "law", "法规条文", "article of a law"
    CLOSING = "closing", "结束语", "closing formula"
    REQUEST = "request", "报送要求", "asks for the answer"
    ATTACHMENT = "attachment", "附件", "attachment"
    PERSON = "person", "人工排除", "by a person"
