"""Pictures drawn on the server, each with its figures as a table beside it. Numbers come in, places go out.

A template draws them as SVG; there is no script in the page and no colour that has to be seen to understand.
"""
