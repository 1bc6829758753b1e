"""The desk where a visitor asks, whichever face they came by: the journey in a few calls.

It knows the way from room to room and does nothing itself; no room ever sees it. Files become batches,
batches a Book, a Book readings, readings a review. The clock stays outside: `as_of` is always given.
"""

from goodterms.desk.apart import KEPT_BACK as KEPT_BACK
from goodterms.desk.apart import beside_feelings as beside_feelings
from goodterms.desk.apart import without_feelings as without_feelings
from goodterms.desk.leaving import after as after
from goodterms.desk.leaving import agreed_in_mails as agreed_in_mails
from goodterms.desk.leaving import contracts_of as contracts_of
from goodterms.desk.leaving import dispute as dispute
from goodterms.desk.leaving import handover as handover
from goodterms.desk.leaving import known as known
from goodterms.desk.leaving import plan as plan
from goodterms.desk.leaving import screen as screen
from goodterms.desk.leaving import with_moves as with_moves
from goodterms.desk.money import claims as claims
from goodterms.desk.money import currency as currency
from goodterms.desk.money import forecast as forecast
from goodterms.desk.money import what_if as what_if
from goodterms.desk.playbook import WhichPlaybook as WhichPlaybook
from goodterms.desk.reviewing import behind as behind
from goodterms.desk.reviewing import experiment as experiment
from goodterms.desk.reviewing import measured as measured
from goodterms.desk.reviewing import only as only
from goodterms.desk.reviewing import pictures as pictures
from goodterms.desk.reviewing import review as review
from goodterms.desk.reviewing import with_gut as with_gut
from goodterms.desk.taking import Brought as Brought
from goodterms.desk.taking import bring_in as bring_in
from goodterms.desk.taking import bring_in_mail as bring_in_mail
from goodterms.desk.taking import inspect as inspect
from goodterms.desk.taking import open_book as open_book
from goodterms.desk.taking import read as read
from goodterms.desk.taking import take_in as take_in
from goodterms.desk.taking import whole_book as whole_book
from goodterms.desk.taking import with_words as with_words
