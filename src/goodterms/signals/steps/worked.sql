-- Time entries on the freelancer's own calendar, with the longest of every client's month marked.
WITH dated AS (
    SELECT
        hours.freelancer, hours.client, hours.key, hours.minutes, hours.activity, hours.billable,
        CAST(local_ts(hours.started, me.zone) AS DATE) AS day
    FROM hours
    JOIN me ON me.freelancer = hours.freelancer
)
SELECT
    dated.*,
    CAST(date_trunc('month', day) AS DATE) AS month,
    ROW_NUMBER() OVER (
        PARTITION BY freelancer, client, date_trunc('month', day) ORDER BY minutes DESC, key
    ) = 1 AS longest
FROM dated
