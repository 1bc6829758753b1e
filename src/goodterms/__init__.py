"""Which client should I let go, and how do I leave well? From the records a freelancer already has."""

__all__ = ["__version__"]
__version__ = "0.1.0"
