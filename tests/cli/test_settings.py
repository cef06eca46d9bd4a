"""Where the database is and who acts."""

from pathlib import Path

import pytest

from oversight import settings
from oversight.database.address import sqlite_file
from oversight.errors import WrongUse


def test_the_option_comes_before_the_environment(tmp_path: Path) -> None:
    environ = {"OVERSIGHT_DB": str(tmp_path / "b.db")}
    assert settings.database_url(str(tmp_path / "a.db"), environ) == f"sqlite:///{tmp_path}/a.db"
    assert settings.database_url(None, environ) == f"sqlite:///{tmp_path}/b.db"


def test_without_either_it_lies_in_the_data_folder() -> None:
    file = sqlite_file(settings.database_url(None, {}))
    assert file == settings.default_file()
    assert file is not None
    assert file.name == "oversight.db"


@pytest.mark.parametrize("name", ["with space.db", "台账.db", "100%.db", "what?.db", "a#b.db"])
def test_any_file_name_comes_back(tmp_path: Path, name: str) -> None:
    assert sqlite_file(settings.database_url(str(tmp_path / name), {})) == tmp_path / name


def test_a_relative_file_is_made_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert settings.database_url("a.db", {}) == f"sqlite:///{tmp_path}/a.db"


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_all_names_of_postgresql_are_one(scheme: str) -> None:
    assert settings.database_url(f"{scheme}://u@h/d", {}) == "postgresql://u@h/d"


@pytest.mark.parametrize("url", ["mysql://h/d", "sqlite://", "sqlite:///:memory:"])
def test_other_databases_are_refused(url: str) -> None:
    with pytest.raises(WrongUse) as caught:
        settings.database_url(url, {})
    assert caught.value.hint


def test_who_acts(monkeypatch: pytest.MonkeyPatch) -> None:
    assert settings.acting("李四", {"OVERSIGHT_BY": "王五"}) == "李四"
    assert settings.acting(None, {"OVERSIGHT_BY": "王五"}) == "王五"
    monkeypatch.setattr("getpass.getuser", lambda: "clerk")
    assert settings.acting(None, {}) == "clerk"


def test_nobody_acts(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise KeyError("uid")

    monkeypatch.setattr("getpass.getuser", nobody)
    with pytest.raises(WrongUse):
        settings.acting("  ", {})
