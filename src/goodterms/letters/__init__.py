"""What to say: the letter, what is wrong with it, and the answer to theirs."""
