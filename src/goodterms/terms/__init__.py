"""The vocabulary every room speaks: money, days, evidence, languages. Imports nothing of ours."""
