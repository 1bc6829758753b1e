"""How to leave: contract, law, exposure, days, channel, papers, and what comes after."""
