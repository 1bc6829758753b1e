"""Where is the password kept? In the keyring of the user's system, and nowhere else.

Where the system has no keyring, or the user keeps it locked, there is no password: whoever asks prompts.
"""

from __future__ import annotations

from goodterms.fetching.place import Place


def _service(place: Place) -> str:
    return f"goodterms {place.host}"


def password_of(place: Place) -> str | None:
    """The password kept for this place; None where none is, or where it cannot be asked for."""
    import keyring  # noqa: PLC0415 - 50 ms, and only mail servers need it
    from keyring.errors import KeyringError  # noqa: PLC0415 - as above

    try:
        return keyring.get_password(_service(place), place.user) or None
    except KeyringError:
        return None


def keep_password(place: Place, password: str) -> bool:
    """Keeps it for the next time; False where there is no keyring that could."""
    import keyring  # noqa: PLC0415 - as above
    from keyring.errors import KeyringError  # noqa: PLC0415 - as above

    try:
        keyring.set_password(_service(place), place.user, password)
    except KeyringError:
        return False
    return True


def forget_password(place: Place) -> bool:
    """Takes a kept password out of the keyring, as after a refused login; False where there was none."""
    import keyring  # noqa: PLC0415 - as above
    from keyring.errors import KeyringError  # noqa: PLC0415 - as above

    try:
        keyring.delete_password(_service(place), place.user)
    except KeyringError:
        return False
    return True
