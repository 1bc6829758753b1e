"""What happened: the records a freelancer already has, read from files into a Book."""
