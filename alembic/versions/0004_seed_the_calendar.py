"""Put down the holiday plans of the country, and keep how much time a counted due date was given."""

import datetime as dt
import re

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# Each year with the notice of the State Council's general office that published its plan, as amended by later ones. A plan
# names holidays from Monday to Friday, one day or a span of them, and behind + the days of weekends that are worked instead.
# The plan of 2019 gives the last days of December 2018 as well.
PLANS = {
    2016: (
        "国办发明电〔2015〕18号",
        "元旦 1.1；春节 2.8-2.12 +2.6 +2.14；清明节 4.4；劳动节 5.2；端午节 6.9-6.10 +6.12；中秋节 9.15-9.16 +9.18；国庆节 10.3-10.7 +10.8 +10.9",
    ),
    2017: (
        "国办发明电〔2016〕17号",
        "元旦 1.2；春节 1.27-2.2 +1.22 +2.4；清明节 4.3-4.4 +4.1；劳动节 5.1；端午节 5.29-5.30 +5.27；中秋节、国庆节 10.2-10.6 +9.30",
    ),
    2018: (
        "国办发明电〔2017〕12号",
        "元旦 1.1；春节 2.15-2.21 +2.11 +2.24；清明节 4.5-4.6 +4.8；劳动节 4.30-5.1 +4.28；端午节 6.18；中秋节 9.24；国庆节 10.1-10.5 +9.29 +9.30；元旦 12.31 +12.29",
    ),
    2019: (
        "国办发明电〔2018〕15号、〔2019〕3号",
        "元旦 1.1；春节 2.4-2.8 +2.2 +2.3；清明节 4.5；劳动节 5.1-5.3 +4.28 +5.5；端午节 6.7；中秋节 9.13；国庆节 10.1-10.7 +9.29 +10.12",
    ),
    2020: (
        "国办发明电〔2019〕16号、〔2020〕1号",
        "元旦 1.1；春节 1.24-1.31 +1.19；清明节 4.6；劳动节 5.1-5.5 +4.26 +5.9；端午节 6.25-6.26 +6.28；国庆节、中秋节 10.1-10.8 +9.27 +10.10",
    ),
    2021: (
        "国办发明电〔2020〕27号",
        "元旦 1.1；春节 2.11-2.17 +2.7 +2.20；清明节 4.5；劳动节 5.3-5.5 +4.25 +5.8；端午节 6.14；中秋节 9.20-9.21 +9.18；国庆节 10.1-10.7 +9.26 +10.9",
    ),
    2022: (
        "国办发明电〔2021〕11号",
        "元旦 1.3；春节 1.31-2.4 +1.29 +1.30；清明节 4.4-4.5 +4.2；劳动节 5.2-5.4 +4.24 +5.7；端午节 6.3；中秋节 9.12；国庆节 10.3-10.7 +10.8 +10.9",
    ),
    2023: (
        "国办发明电〔2022〕16号",
        "元旦 1.2；春节 1.23-1.27 +1.28 +1.29；清明节 4.5；劳动节 5.1-5.3 +4.23 +5.6；端午节 6.22-6.23 +6.25；中秋节、国庆节 9.29-10.6 +10.7 +10.8",
    ),
    2024: (
        "国办发明电〔2023〕7号",
        "元旦 1.1；春节 2.12-2.16 +2.4 +2.18；清明节 4.4-4.5 +4.7；劳动节 5.1-5.3 +4.28 +5.11；端午节 6.10；中秋节 9.16-9.17 +9.14；国庆节 10.1-10.7 +9.29 +10.12",
    ),
    2025: (
        "国办发明电〔2024〕12号",
        "元旦 1.1；春节 1.28-2.4 +1.26 +2.8；清明节 4.4；劳动节 5.1-5.5 +4.27；端午节 6.2；国庆节、中秋节 10.1-10.8 +9.28 +10.11",
    ),
    2026: (
        "国办发明电〔2025〕7号",
        "元旦 1.1-1.2 +1.4；春节 2.16-2.23 +2.14 +2.28；清明节 4.6；劳动节 5.1-5.5 +5.9；端午节 6.19；中秋节 9.25；国庆节 10.1-10.7 +9.20 +10.10",
    ),
}
_DAYS = re.compile(r"(\+?)(\d+)\.(\d+)(?:-(\d+)\.(\d+))?")
_SATURDAY = 5

COUNTED = sa.Column("amount", sa.Integer(), comment="how much time was given, where the date was counted")
# A column with a CHECK is added by a statement that both engines understand: Alembic would make the table anew on SQLite.
CHECK = "ck_deadline_unit CHECK (unit IN ('months', 'days', 'working_days'))"


def upgrade() -> None:
    """Add the columns at the end of their table, then the plans, which belong to no committee."""
    op.add_column("deadline", COUNTED)
    op.execute(f"ALTER TABLE deadline ADD COLUMN unit TEXT CONSTRAINT {CHECK}")
    years = sa.table("calendar_year", sa.column("year", sa.Integer()), sa.column("source", sa.Text()))
    days = sa.table(
        "calendar_day", sa.column("day_on", sa.Date()), sa.column("works", sa.Boolean()), sa.column("name", sa.Text())
    )
    op.bulk_insert(years, [{"year": year, "source": source} for year, (source, _plan) in PLANS.items()])
    op.bulk_insert(days, [day for year, (_source, plan) in PLANS.items() for day in days_of(year, plan)])


def days_of(year: int, plan: str) -> list[dict[str, object]]:
    """The days of a plan that are otherwise than their day of the week says, in the order of the calendar."""
    found = {}
    for holiday in plan.split("；"):
        name, *spans = holiday.split(" ")
        for span in spans:
            match = _DAYS.fullmatch(span)
            assert match is not None, span
            works, month, day, to_month, to_day = match.groups()
            first = dt.date(year, int(month), int(day))
            last = dt.date(year, int(to_month), int(to_day)) if to_month else first
            for number in range((last - first).days + 1):
                on = first + dt.timedelta(days=number)
                if works or on.weekday() < _SATURDAY:
                    found[on] = {"day_on": on, "works": bool(works), "name": name}
    return [found[on] for on in sorted(found)]


def downgrade() -> None:
    """Take them away again; what an office added stays."""
    op.execute("DELETE FROM calendar_day WHERE body_id IS NULL")
    op.execute("DELETE FROM calendar_year WHERE body_id IS NULL")
    op.drop_column("deadline", "unit")
    op.drop_column("deadline", "amount")
