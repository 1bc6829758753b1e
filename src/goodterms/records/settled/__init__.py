"""Whose is each record, and which of them tell the same?"""
