"""Which sentences of a long English commercial contract hold which clause? Learned from lawyers' marks.

sentences    text → sentences as commercial contracts have them, and the headings they stand under
features     a sentence → what is weighed of it: its words in ones, twos and threes, heading and neighbours
weights      the weights as they are kept in `weights.json`
scoring      sentences → a score for each category; then again, with what the whole contract scores
kinds        what is found, as kinds of clause

The phrases of `goodterms.parting.contract` read what freelancers sign; these weights know what companies
sign, and are for nothing else: see `is_for`. `figures.json` says how often they are right, and `make learn`
makes both files.
"""

from goodterms.parting.contract.learned.kinds import Candidate, candidates, is_for

__all__ = ["Candidate", "candidates", "is_for"]
