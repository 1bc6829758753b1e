"""Appointments, and when they come back."""
