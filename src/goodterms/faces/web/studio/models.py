"""Who may come in, and what do they belong to? The tables beside the studios' records, in schema `public`.

No record of a client is here. What is secret (a link, a recovery code) lies here as a digest alone.
"""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models

from goodterms.faces.home import Seat


class Account(AbstractBaseUser):
    """Somebody with a password; the same in every studio they belong to."""

    email = models.EmailField(unique=True)
    """In small letters."""
    name = models.CharField(max_length=120)
    made_at = models.DateTimeField(auto_now_add=True)
    secret = models.CharField(max_length=64, default="")
    """Of their authenticator app; empty while they have none."""
    last_step = models.BigIntegerField(default=0)
    """The half minute of the code that was taken last: no code is taken twice."""

    objects: ClassVar[models.Manager[Account]] = models.Manager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    @property
    def has_two_factors(self) -> bool:
        """Is a code asked for beside the password?"""
        return bool(self.secret)


class Studio(models.Model):
    """People who keep their records together."""

    name = models.CharField(max_length=120, unique=True)
    schema = models.CharField(max_length=63, unique=True)
    """Where in the database its records lie."""
    made_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[models.Manager[Studio]] = models.Manager()


class Membership(models.Model):
    """Somebody's place in a studio."""

    account = models.ForeignKey(Account, models.CASCADE)
    studio = models.ForeignKey(Studio, models.CASCADE)
    is_owner = models.BooleanField(default=False)
    since = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[models.Manager[Membership]] = models.Manager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["account", "studio"], name="one_place_each")]

    @property
    def seat(self) -> Seat:
        """Whose records a page shows to them."""
        return Seat(self.studio.schema, self.account_id)


class Link(models.Model):
    """A way in that opens once: an invitation, or a new password."""

    kind = models.CharField(max_length=10)
    """`invite` or `reset`."""
    digest = models.CharField(max_length=64, unique=True)
    email = models.EmailField()
    studio = models.ForeignKey(Studio, models.CASCADE, null=True)
    is_owner = models.BooleanField(default=False)
    needs_proof = models.BooleanField(default=False)
    """Must a code of one's own be shown beside it? So it is with what another member made."""
    expires_at = models.DateTimeField()

    objects: ClassVar[models.Manager[Link]] = models.Manager()


class RecoveryCode(models.Model):
    """A code for the day when the phone is lost; each opens once."""

    account = models.ForeignKey(Account, models.CASCADE)
    digest = models.CharField(max_length=64)

    objects: ClassVar[models.Manager[RecoveryCode]] = models.Manager()


class Attempt(models.Model):
    """How often somebody was wrong, and until when they wait."""

    key = models.CharField(max_length=64, unique=True)
    """A digest: nobody's address is kept."""
    count = models.IntegerField(default=0)
    last = models.DateTimeField()
    until = models.DateTimeField()

    objects: ClassVar[models.Manager[Attempt]] = models.Manager()


class Entry(models.Model):
    """One thing that was done: the database refuses to change or delete it."""

    studio = models.ForeignKey(Studio, models.DO_NOTHING, null=True, db_constraint=False)
    account = models.ForeignKey(Account, models.DO_NOTHING, null=True, db_constraint=False)
    at = models.DateTimeField(auto_now_add=True)
    what = models.CharField(max_length=40)
    about = models.CharField(max_length=120, default="")
    """The client's number in addresses (no name), or the e-mail of the person it was done to."""

    objects: ClassVar[models.Manager[Entry]] = models.Manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["studio", "-at"], name="trail_of_a_studio")]


class Mood(models.Model):
    """How a studio felt about a client in a month that is over: worked out once and never again."""

    studio = models.ForeignKey(Studio, models.CASCADE)
    month = models.DateField()
    client = models.CharField(max_length=12)
    """The client's number in addresses."""
    dread = models.SmallIntegerField(null=True)
    """0-4, rounded; None where fewer than enough people told."""

    objects: ClassVar[models.Manager[Mood]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["studio", "month", "client"], name="one_mood_a_month")
        ]
