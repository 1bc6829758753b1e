"""What stands on a shelf is found by looking."""

from goodterms.terms import shelf


def test_names_and_sheets() -> None:
    """Playbooks are found in order, read once, and private files are not on the shelf."""
    assert "balanced" in shelf.names("goodterms.review.playbooks", ".toml")
    assert not any(name.startswith("_") for name in shelf.names("goodterms.records.importers", ".py"))
    assert shelf.toml("goodterms.review.playbooks", "balanced")["title"]


def test_modules() -> None:
    """Importers are found as modules, each with its title."""
    assert all(module.TITLE for module in shelf.modules("goodterms.records.importers").values())


def test_folders() -> None:
    """Screen languages are the folders of their catalogues."""
    assert {"en", "fr", "nl", "vi"} <= set(shelf.folders("goodterms", "locale"))
