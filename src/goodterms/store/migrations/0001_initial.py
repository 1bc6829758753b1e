import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="File",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("path", models.TextField(unique=True)),
                ("importer", models.TextField(null=True)),
                ("digest", models.TextField(db_index=True)),
                ("echoes", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="Import",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("new", models.IntegerField()),
                ("changed", models.IntegerField()),
                ("known", models.IntegerField()),
                ("missing", models.IntegerField()),
                ("file", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.file")),
            ],
        ),
        migrations.CreateModel(
            name="Unread",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.TextField()),
                ("locator", models.TextField()),
                ("key", models.TextField()),
                ("values", models.TextField()),
                ("file", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.file")),
            ],
        ),
        migrations.CreateModel(
            name="Feeling",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("identity", models.CharField(max_length=32)),
                ("fact", models.CharField(max_length=32)),
                ("client", models.TextField()),
                ("day", models.DateField()),
                ("dread", models.BigIntegerField(null=True)),
                ("client_stress", models.BigIntegerField(null=True)),
                ("work_stress", models.BigIntegerField(null=True)),
                ("unpredictable", models.BigIntegerField(null=True)),
                ("fit_style", models.BigIntegerField(null=True)),
                ("fit_vision", models.BigIntegerField(null=True)),
                ("note", models.TextField()),
                ("source", models.TextField()),
                ("locator", models.TextField()),
                ("quote", models.TextField()),
                (
                    "file",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.CASCADE, to="store.file"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["fact"], name="fact_of_feeling")],
                "constraints": [
                    models.UniqueConstraint(fields=("file", "identity"), name="one_feeling_a_file")
                ],
            },
        ),
        migrations.CreateModel(
            name="Episode",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("identity", models.CharField(max_length=32)),
                ("fact", models.CharField(max_length=32)),
                ("client", models.TextField()),
                ("day", models.DateField()),
                ("outcome", models.TextField()),
                ("source", models.TextField()),
                ("locator", models.TextField()),
                ("quote", models.TextField()),
                (
                    "file",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.CASCADE, to="store.file"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["fact"], name="fact_of_episode")],
                "constraints": [
                    models.UniqueConstraint(fields=("file", "identity"), name="one_episode_a_file")
                ],
            },
        ),
        migrations.CreateModel(
            name="Deliverable",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("identity", models.CharField(max_length=32)),
                ("fact", models.CharField(max_length=32)),
                ("client", models.TextField()),
                ("name", models.TextField()),
                ("due", models.DateField(null=True)),
                ("delivered_on", models.DateField(null=True)),
                ("price_minor", models.BigIntegerField(null=True)),
                ("price_currency", models.TextField(null=True)),
                ("prepaid_minor", models.BigIntegerField(null=True)),
                ("prepaid_currency", models.TextField(null=True)),
                ("rounds_agreed", models.BigIntegerField(null=True)),
                ("rounds", models.BigIntegerField(null=True)),
                ("source", models.TextField()),
                ("locator", models.TextField()),
                ("quote", models.TextField()),
                (
                    "file",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.CASCADE, to="store.file"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["fact"], name="fact_of_deliverable")],
                "constraints": [
                    models.UniqueConstraint(fields=("file", "identity"), name="one_deliverable_a_file")
                ],
            },
        ),
        migrations.CreateModel(
            name="ContractText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("identity", models.CharField(max_length=32)),
                ("fact", models.CharField(max_length=32)),
                ("language", models.TextField()),
                ("title", models.TextField()),
                ("text", models.TextField()),
                ("client", models.TextField()),
                ("source", models.TextField()),
                ("locator", models.TextField()),
                ("quote", models.TextField()),
                (
                    "file",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.CASCADE, to="store.file"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["fact"], name="fact_of_contracttext")],
                "constraints": [
                    models.UniqueConstraint(fields=("file", "identity"), name="one_contracttext_a_file")
                ],
            },
        ),
        migrations.CreateModel(
            name="Contact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("identity", models.CharField(max_length=32)),
                ("fact", models.CharField(max_length=32)),
                ("client", models.TextField()),
                ("name", models.TextField()),
                ("email", models.TextField()),
                ("source", models.TextField()),
                ("locator", models.TextField()),
                ("quote", models.TextField()),
                (
                    "file",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.CASCADE, to="store.file"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["fact"], name="fact_of_contact")],
                "constraints": [
                    models.UniqueConstraint(fields=("file", "identity"), name="one_contact_a_file")
                ],
            },
        ),
        migrations.CreateModel(
            name="Colleague",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("identity", models.CharField(max_length=32)),
                ("fact", models.CharField(max_length=32)),
                ("name", models.TextField()),
                ("email", models.TextField()),
                ("skills", models.TextField()),
                ("languages", models.TextField()),
                ("capacity", models.TextField()),
                ("consent", models.BooleanField(null=True)),
                ("source", models.TextField()),
                ("locator", models.TextField()),
                ("quote", models.TextField()),
                (
                    "file",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.CASCADE, to="store.file"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["fact"], name="fact_of_colleague")],
                "constraints": [
                    models.UniqueConstraint(fields=("file", "identity"), name="one_colleague_a_file")
                ],
            },
        ),
        migrations.CreateModel(
            name="Client",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("identity", models.CharField(max_length=32)),
                ("fact", models.CharField(max_length=32)),
                ("name", models.TextField()),
                ("emails", models.TextField()),
                ("domains", models.TextField()),
                ("country", models.TextField()),
                ("language", models.TextField()),
                ("timezone", models.TextField()),
                ("since", models.DateField(null=True)),
                ("referred_by", models.TextField()),
                ("kind", models.TextField()),
                ("proposed", models.BooleanField()),
                ("source", models.TextField()),
                ("locator", models.TextField()),
                ("quote", models.TextField()),
                (
                    "file",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.CASCADE, to="store.file"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["fact"], name="fact_of_client")],
                "constraints": [
                    models.UniqueConstraint(fields=("file", "identity"), name="one_client_a_file")
                ],
            },
        ),
        migrations.CreateModel(
            name="Attempt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("identity", models.CharField(max_length=32)),
                ("fact", models.CharField(max_length=32)),
                ("client", models.TextField()),
                ("day", models.DateField()),
                ("issue", models.TextField()),
                ("asked", models.TextField()),
                ("reaction", models.TextField(null=True)),
                ("source", models.TextField()),
                ("locator", models.TextField()),
                ("quote", models.TextField()),
                (
                    "file",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.CASCADE, to="store.file"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["fact"], name="fact_of_attempt")],
                "constraints": [
                    models.UniqueConstraint(fields=("file", "identity"), name="one_attempt_a_file")
                ],
            },
        ),
        migrations.CreateModel(
            name="Freelancer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("identity", models.CharField(max_length=32)),
                ("fact", models.CharField(max_length=32)),
                ("name", models.TextField()),
                ("emails", models.TextField()),
                ("country", models.TextField()),
                ("timezone", models.TextField()),
                ("language", models.TextField()),
                ("currency", models.TextField()),
                ("remote", models.BooleanField(null=True)),
                ("days", models.TextField()),
                ("work_from", models.BigIntegerField()),
                ("work_to", models.BigIntegerField()),
                ("holidays", models.TextField()),
                ("target_rate_minor", models.BigIntegerField(null=True)),
                ("target_rate_currency", models.TextField(null=True)),
                ("monthly_costs_minor", models.BigIntegerField(null=True)),
                ("monthly_costs_currency", models.TextField(null=True)),
                ("cash_minor", models.BigIntegerField(null=True)),
                ("cash_currency", models.TextField(null=True)),
                ("playbook", models.TextField()),
                ("rules", models.TextField()),
                ("source", models.TextField()),
                ("locator", models.TextField()),
                ("quote", models.TextField()),
                (
                    "file",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.CASCADE, to="store.file"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["fact"], name="fact_of_freelancer")],
                "constraints": [
                    models.UniqueConstraint(fields=("file", "identity"), name="one_freelancer_a_file")
                ],
            },
        ),
        migrations.CreateModel(
            name="Gut",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("identity", models.CharField(max_length=32)),
                ("fact", models.CharField(max_length=32)),
                ("client", models.TextField()),
                ("day", models.DateField()),
                ("verdict", models.TextField()),
                ("source", models.TextField()),
                ("locator", models.TextField()),
                ("quote", models.TextField()),
                (
                    "file",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.CASCADE, to="store.file"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["fact"], name="fact_of_gut")],
                "constraints": [models.UniqueConstraint(fields=("file", "identity"), name="one_gut_a_file")],
            },
        ),
        migrations.CreateModel(
            name="Invoice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("identity", models.CharField(max_length=32)),
                ("fact", models.CharField(max_length=32)),
                ("number", models.TextField()),
                ("client", models.TextField()),
                ("issued", models.DateField()),
                ("total_minor", models.BigIntegerField()),
                ("total_currency", models.TextField()),
                ("due", models.DateField(null=True)),
                ("credit_note", models.BooleanField()),
                ("corrects", models.TextField()),
                ("seller", models.TextField()),
                ("buyer_email", models.TextField()),
                ("buyer_country", models.TextField()),
                ("disputed", models.BooleanField()),
                ("sent_by", models.TextField()),
                ("source", models.TextField()),
                ("locator", models.TextField()),
                ("quote", models.TextField()),
                (
                    "file",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.CASCADE, to="store.file"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["fact"], name="fact_of_invoice")],
                "constraints": [
                    models.UniqueConstraint(fields=("file", "identity"), name="one_invoice_a_file")
                ],
            },
        ),
        migrations.CreateModel(
            name="Meeting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("identity", models.CharField(max_length=32)),
                ("fact", models.CharField(max_length=32)),
                ("start", models.BigIntegerField()),
                ("start_offset", models.SmallIntegerField()),
                ("end", models.BigIntegerField()),
                ("end_offset", models.SmallIntegerField()),
                ("title", models.TextField()),
                ("attendees", models.TextField()),
                ("source", models.TextField()),
                ("locator", models.TextField()),
                ("quote", models.TextField()),
                (
                    "file",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.CASCADE, to="store.file"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["fact"], name="fact_of_meeting")],
                "constraints": [
                    models.UniqueConstraint(fields=("file", "identity"), name="one_meeting_a_file")
                ],
            },
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("identity", models.CharField(max_length=32)),
                ("fact", models.CharField(max_length=32)),
                ("sent_at", models.BigIntegerField()),
                ("sent_at_offset", models.SmallIntegerField()),
                ("sender", models.TextField()),
                ("recipients", models.TextField()),
                ("channel", models.TextField()),
                ("thread", models.TextField()),
                ("subject", models.TextField()),
                ("text", models.TextField()),
                ("automatic", models.BooleanField()),
                ("sender_name", models.TextField()),
                ("message_id", models.TextField()),
                ("acts", models.TextField()),
                ("source", models.TextField()),
                ("locator", models.TextField()),
                ("quote", models.TextField()),
                (
                    "file",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.CASCADE, to="store.file"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["fact"], name="fact_of_message")],
                "constraints": [
                    models.UniqueConstraint(fields=("file", "identity"), name="one_message_a_file")
                ],
            },
        ),
        migrations.CreateModel(
            name="Payment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("identity", models.CharField(max_length=32)),
                ("fact", models.CharField(max_length=32)),
                ("client", models.TextField()),
                ("paid_on", models.DateField()),
                ("amount_minor", models.BigIntegerField()),
                ("amount_currency", models.TextField()),
                ("invoices", models.TextField()),
                ("method", models.TextField()),
                ("reference", models.TextField()),
                ("source", models.TextField()),
                ("locator", models.TextField()),
                ("quote", models.TextField()),
                (
                    "file",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.CASCADE, to="store.file"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["fact"], name="fact_of_payment")],
                "constraints": [
                    models.UniqueConstraint(fields=("file", "identity"), name="one_payment_a_file")
                ],
            },
        ),
        migrations.CreateModel(
            name="TimeEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("identity", models.CharField(max_length=32)),
                ("fact", models.CharField(max_length=32)),
                ("client", models.TextField()),
                ("started", models.BigIntegerField()),
                ("started_offset", models.SmallIntegerField()),
                ("minutes", models.BigIntegerField()),
                ("activity", models.TextField()),
                ("billable", models.BooleanField(null=True)),
                ("project", models.TextField()),
                ("note", models.TextField()),
                ("source", models.TextField()),
                ("locator", models.TextField()),
                ("quote", models.TextField()),
                (
                    "file",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.CASCADE, to="store.file"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["fact"], name="fact_of_timeentry")],
                "constraints": [
                    models.UniqueConstraint(fields=("file", "identity"), name="one_timeentry_a_file")
                ],
            },
        ),
    ]
