"""The committees of the database."""

from oversight.database.reading import Reader


def committees(reader: Reader) -> list[str]:
    """The full name of each committee, in the order in which they came."""
    return [row["name"] for row in reader.rows("SELECT name FROM body ORDER BY id")]
