"""When will each open invoice be paid? Learnt from the freelancer's own invoices, and nothing else."""
