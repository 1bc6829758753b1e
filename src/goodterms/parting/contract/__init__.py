"""What does this contract say? Its text is cut into passages, each is read as the kinds of clause it holds.

cutting      text → passages: sentences, list items, rows of a table, under their headings
tokens       a passage → words in a row; amounts, days, dates and the two sides stand as one word each
matching     does a row hold a phrase of a sheet, and where?
sheets       the phrases of one language: `clauses/<language>/<kind>.toml`
finding      passages → candidates: this kind, this place. A further source of candidates plugs in here
values       a candidate → what it settles
standing     what is displaced by another part, or was struck out
loose_ends   what one side still owes the other
reading      all of it: `read_contract`
"""
