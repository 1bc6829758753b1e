"""How do all clients look together: on whom does the money hang, who takes the time, how is the season?"""
