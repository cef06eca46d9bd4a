"""Tracks what a standing committee asked for, session by session, until it is done."""

__version__ = "0.1.0"
