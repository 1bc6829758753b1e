"""E-invoices, PDFs and contract texts."""
