"""Where there is no contract: what was agreed in mails, and what is still owed (M46, M48, B9)."""

from goodterms.parting.dossier.lasting import lasting_terms
from goodterms.parting.dossier.model import Dossier, Owed, Term
from goodterms.parting.dossier.reading import terms_in_fact

__all__ = ["Dossier", "Owed", "Term", "lasting_terms", "terms_in_fact"]
