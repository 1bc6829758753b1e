"""The queries an analyst would write for the same signals, in DuckDB's own words.

Wide, with everything of one grain in one pass. Column `x` is a signal's part, `x_of` its whole; each row is a
client's month. `me` is asked for nothing: its few numbers are variables.
"""

VIEWS = """
CREATE TABLE said AS
WITH local AS (
    SELECT m.*, c.name AS client, timezone(getvariable('zone'), make_timestamptz(sent_at)) AS clock
    FROM message m
    JOIN client c ON c.domain = split_part(CASE WHEN incoming THEN sender ELSE recipient END, '@', 2)
    WHERE NOT automatic
), hours AS (
    SELECT *, clock::DATE AS day,
        isodow(clock) > 5 OR clock::DATE IN (FROM days_off)
        OR clock::TIME < TIME '09:00' OR clock::TIME >= TIME '18:00' AS after_hours
    FROM local
)
SELECT id, client, incoming, channel, thread, acts, day, date_trunc('month', day) AS month, after_hours,
    sent_at // 60000000 AS minute,
    incoming AND after_hours AND coalesce(
        minute - max(minute) FILTER (WHERE after_hours AND NOT incoming) OVER (
            PARTITION BY client ORDER BY minute, id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) > 720,
        true) AS intrusion
FROM hours WHERE day <= getvariable('as_of');

CREATE TABLE worked AS
SELECT client, minutes, activity, billable, day, date_trunc('month', day) AS month
FROM (SELECT *, timezone(getvariable('zone'), make_timestamptz(started))::DATE AS day FROM timeentry)
WHERE day <= getvariable('as_of');

CREATE TABLE settled AS
WITH named AS (
    SELECT p.id AS payment, p.client, p.paid_on::DATE AS paid_on, amount_minor,
        unnest(from_json(invoices, '["VARCHAR"]')) AS number, json_array_length(invoices) AS several
    FROM payment p WHERE paid_on::DATE <= getvariable('as_of')
)
SELECT payment, i.id AS invoice, named.client, paid_on,
    CASE WHEN several > 1 THEN total_minor ELSE amount_minor END AS minor,
    100 * sum(minor) OVER (PARTITION BY i.id ORDER BY paid_on, payment) >= 97 * total_minor AS enough
FROM named JOIN invoice i USING (number);

CREATE TABLE bills AS
SELECT i.id, i.client, i.issued::DATE AS issued, i.due::DATE AS due, total_minor AS minor,
    date_trunc('month', i.due::DATE) AS month, coalesce(s.paid, 0) AS paid, settled_on,
    coalesce(settled_on, getvariable('as_of')) - i.due::DATE AS late,
    CASE WHEN settled_on IS NULL THEN total_minor - coalesce(s.paid, 0) ELSE 0 END AS still_open
FROM invoice i
LEFT JOIN (
    SELECT invoice, sum(minor) AS paid, min(paid_on) FILTER (WHERE enough) AS settled_on
    FROM settled GROUP BY 1
) s ON s.invoice = i.id
WHERE i.issued::DATE <= getvariable('as_of') AND NOT disputed;
"""

QUERIES = (
    """
SELECT client, month, count(*) AS of_all,
    count_if(intrusion) AS after_hours, of_all AS after_hours_of,
    count_if(intrusion AND channel <> 'email') AS after_hours_chat,
    count_if(channel <> 'email') AS after_hours_chat_of,
    count_if(contains(acts, '"chaser"')) AS chasers, of_all AS chasers_of,
    count_if(contains(acts, '"hostile"') OR contains(acts, '"threat"')) AS hostile, of_all AS hostile_of,
    hostile AS hostile_count, of_all AS hostile_count_of,
    count_if(contains(acts, '"irritated"')) AS irritated, of_all AS irritated_of,
    count_if(contains(acts, '"out_of_scope"')) AS out_of_scope, of_all AS out_of_scope_of,
    count_if(contains(acts, '"reversal"')) AS reversals, of_all AS reversals_of,
    count_if(contains(acts, '"vague"') AND NOT contains(acts, '"clear"')) AS vague_feedback,
    count_if(contains(acts, '"vague"') OR contains(acts, '"clear"')) AS vague_feedback_of
FROM said WHERE incoming GROUP BY client, month
""",
    """
SELECT client, month, count_if(after_hours) AS own_after_hours, count(*) AS own_after_hours_of
FROM said WHERE NOT incoming GROUP BY client, month
""",
    """
WITH toned AS (
    SELECT client, month, NOT contains(acts, '"thanks"') AS sour,
        lag(sour) OVER (PARTITION BY client ORDER BY minute, id) AS before
    FROM said
    WHERE incoming AND regexp_matches(acts, '"(thanks|hostile|threat|irritated)"')
)
SELECT client, month, count_if(sour <> before) AS tone_swings, count(*) AS tone_swings_of
FROM toned WHERE before IS NOT NULL GROUP BY client, month
""",
    """
WITH turns AS (
    SELECT client, month, incoming, contains(acts, '"chaser"') AS chaser,
        minute - lag(minute) OVER thread AS waited, lag(incoming) OVER thread AS after_client
    FROM said WINDOW thread AS (PARTITION BY client, thread ORDER BY minute, id)
), pace AS (
    SELECT client, median(waited) AS usual FROM turns
    WHERE incoming AND NOT chaser AND NOT after_client GROUP BY client
)
SELECT client, month, count(*) * any_value(usual) / 60 AS reply_asymmetry,
    sum(waited) / 60 AS reply_asymmetry_of
FROM turns JOIN pace USING (client) WHERE incoming AND chaser AND waited > 0 GROUP BY client, month
""",
    """
WITH asked AS (
    SELECT client, month, count_if(regexp_matches(acts, '"(request|out_of_scope)"')) AS requests,
        count_if(regexp_matches(acts, '"(payment_excuse|refused_method)"')) AS excuses
    FROM said WHERE incoming GROUP BY client, month
), paid AS (
    SELECT client, month, sum(minutes) AS minutes FROM worked
    WHERE billable IS NOT FALSE GROUP BY client, month
), due AS (
    SELECT client, month, count(*) AS invoices FROM bills
    WHERE due < getvariable('as_of') GROUP BY client, month
)
SELECT client, month, coalesce(requests, 0) AS demands, coalesce(minutes, 0) / 600 AS demands_of,
    coalesce(excuses, 0) AS payment_excuses, coalesce(invoices, 0) AS payment_excuses_of
FROM asked FULL JOIN paid USING (client, month) FULL JOIN due USING (client, month)
""",
    """
WITH weighed AS (
    SELECT b.id, sum(greatest(paid_on - due, 0) * s.minor) AS delay, sum(s.minor) AS weight
    FROM bills b JOIN settled s ON s.invoice = b.id GROUP BY b.id
)
SELECT client, month,
    sum(coalesce(delay, 0) + still_open * late) AS late_payment,
    sum(coalesce(weight, 0) + still_open) AS late_payment_of,
    count_if(late > 7) AS late_share, count_if(settled_on IS NOT NULL OR late > 7) AS late_share_of,
    count_if(late BETWEEN 1 AND 7 AND settled_on IS NOT NULL) AS nearly_on_time,
    late_share_of AS nearly_on_time_of,
    sum(still_open) AS open_money, sum(minor) AS open_money_of
FROM bills LEFT JOIN weighed USING (id) WHERE due < getvariable('as_of') GROUP BY client, month
""",
    """
SELECT client, date_trunc('month', getvariable('as_of')) AS month,
    max(CASE WHEN still_open > 0 THEN late ELSE 0 END) AS oldest_unpaid, 1 AS oldest_unpaid_of
FROM bills WHERE due < getvariable('as_of') GROUP BY client
""",
    """
WITH runs AS (
    SELECT *, max((settled_on IS NOT NULL OR 2 * paid >= minor)::INT) OVER (
        PARTITION BY client ORDER BY due DESC, id DESC) = 0 AS in_run
    FROM bills
)
SELECT client, month, count_if(in_run) AS unpaid_in_a_row, count(*) AS unpaid_in_a_row_of
FROM runs WHERE due < getvariable('as_of') GROUP BY client, month
""",
    """
WITH each AS (SELECT client, payment, paid_on, count(*) AS bills FROM settled GROUP BY ALL)
SELECT client, date_trunc('month', paid_on) AS month, count_if(bills > 1) AS batched_payments,
    count(*) AS batched_payments_of
FROM each GROUP BY ALL
""",
    """
SELECT client, month,
    sum(minutes) FILTER (WHERE activity IN ('email', 'call', 'meeting', 'admin')) AS overhead,
    sum(minutes) FILTER (WHERE activity <> '') AS overhead_of,
    sum(minutes) FILTER (WHERE NOT billable) AS unbilled_share,
    sum(minutes) FILTER (WHERE billable IS NOT NULL) AS unbilled_share_of
FROM worked GROUP BY client, month
""",
    """
WITH mine AS (SELECT client, month, sum(minutes) AS minutes FROM worked GROUP BY client, month),
    totals AS (SELECT month, sum(minutes) AS total FROM mine GROUP BY month),
    known AS (SELECT client, min(month) AS since FROM mine GROUP BY client)
SELECT known.client, totals.month, coalesce(minutes, 0) AS share_of_time, total AS share_of_time_of
FROM known JOIN totals ON totals.month >= since
LEFT JOIN mine ON mine.client = known.client AND mine.month = totals.month
""",
    """
WITH loose AS (
    SELECT p.client, p.paid_on::DATE AS day, amount_minor - coalesce(s.minor, 0) AS minor
    FROM payment p
    LEFT JOIN (SELECT payment, sum(minor) AS minor FROM settled GROUP BY 1) s ON s.payment = p.id
    WHERE p.paid_on::DATE <= getvariable('as_of') AND amount_minor <> coalesce(s.minor, 0)
), money AS (
    SELECT client, issued AS day, paid AS minor, true AS billed FROM bills
    WHERE due < getvariable('as_of') OR settled_on IS NOT NULL
    UNION ALL SELECT client, day, minor, false FROM loose
), bounds AS (
    SELECT client, coalesce(max(day) FILTER (WHERE billed), max(day)) AS until FROM money GROUP BY client
), items AS (
    SELECT client, day, minor, 0 AS minutes FROM money
    UNION ALL SELECT client, day, 0, minutes FROM worked
    UNION ALL SELECT client, day, 0, 3 FROM said
    ANTI JOIN (FROM worked WHERE activity = 'email') mail USING (client, day) WHERE NOT incoming
)
SELECT client, date_trunc('month', day) AS month, sum(minor) AS true_rate, sum(minutes) / 60 AS true_rate_of
FROM items JOIN bounds USING (client)
WHERE day <= until AND day >= (SELECT min(month) FROM worked) GROUP BY ALL
""",
    """
SELECT client, date_trunc('month', day::DATE) AS month, sum(dread) AS dread, count(dread) AS dread_of,
    sum(client_stress) AS client_stress, count(client_stress) AS client_stress_of,
    sum(work_stress) AS work_stress, count(work_stress) AS work_stress_of,
    sum(client_stress - work_stress) AS stress_gap, count(client_stress - work_stress) AS stress_gap_of,
    sum(unpredictable) AS unpredictable, count(unpredictable) AS unpredictable_of,
    sum(fit_style) AS fit_style, count(fit_style) AS fit_style_of,
    sum(fit_vision) AS fit_vision, count(fit_vision) AS fit_vision_of
FROM feeling WHERE day::DATE <= getvariable('as_of') GROUP BY ALL
""",
    """
SELECT client, date_trunc('month', delivered_on::DATE) AS month,
    sum(greatest(rounds - rounds_agreed, 0)) AS extra_rounds,
    count(*) AS extra_rounds_of
FROM deliverable WHERE delivered_on::DATE <= getvariable('as_of') GROUP BY ALL
""",
)
