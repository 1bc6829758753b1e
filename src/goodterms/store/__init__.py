"""Keeps records between runs: loads a Book, saves a Batch, computes nothing."""
