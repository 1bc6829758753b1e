-- Messages that a person wrote, on the freelancer's own clock and calendar.
-- An intrusion is a client's message after hours, unless the freelancer wrote to that client after hours in
-- the 12 hours before it: then it answers.
WITH clocked AS (
    SELECT
        messages.*, me.zone_known, me.from_minute, me.to_minute,
        messages.direction = 'in' AS incoming,
        local_ts(messages.sent, me.zone) AS clock
    FROM messages
    JOIN me ON me.freelancer = messages.freelancer
    WHERE NOT messages.automatic
), dated AS (
    SELECT
        clocked.*,
        CAST(clock AS DATE) AS day,
        EXTRACT(HOUR FROM clock) * 60 + EXTRACT(MINUTE FROM clock) AS day_minute
    FROM clocked
), judged AS (
    SELECT
        dated.*,
        working_days.weekday IS NULL
        OR days_off.day IS NOT NULL
        OR CASE
            WHEN from_minute < to_minute THEN day_minute < from_minute OR day_minute >= to_minute
            ELSE day_minute < from_minute AND day_minute >= to_minute
        END AS after_hours
    FROM dated
    LEFT JOIN working_days
        ON working_days.freelancer = dated.freelancer AND working_days.weekday = iso_weekday(dated.day)
    LEFT JOIN days_off ON days_off.freelancer = dated.freelancer AND days_off.day = dated.day
)
SELECT
    freelancer, client, key, minute, counted, day, channel, thread, incoming, zone_known, after_hours,
    vague, clear, reversal, request, out_of_scope, chaser, thanks, hostile, threat, irritated,
    payment_excuse, refused_method, easier_payment, payment_reminder, softened,
    CAST(date_trunc('month', day) AS DATE) AS month,
    incoming AND after_hours AND COALESCE(
        minute - MAX(CASE WHEN after_hours AND NOT incoming THEN minute END) OVER (
            PARTITION BY freelancer, client ORDER BY minute, key
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) > 720,
        TRUE
    ) AS intrusion
FROM judged
