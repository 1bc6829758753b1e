"""What was done stays told: the database itself refuses to change or delete a line of the trail."""

from django.db import migrations

STAYS = """
CREATE FUNCTION studio_trail_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the trail of a studio is only added to';
END $$;
CREATE TRIGGER studio_trail_stays BEFORE UPDATE OR DELETE ON studio_entry
    FOR EACH ROW EXECUTE FUNCTION studio_trail_stays();
CREATE TRIGGER studio_trail_stays_whole BEFORE TRUNCATE ON studio_entry
    FOR EACH STATEMENT EXECUTE FUNCTION studio_trail_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("studio", "0001_initial")]
    operations = [migrations.RunSQL(STAYS, migrations.RunSQL.noop)]
