-- question: How much of the work for this client is handling the client?
-- definition: Of the minutes whose activity is known, those of mail, calls, meetings and
--   administration.
-- unit: share
-- fold: ratio
-- worse: higher
-- source: M17 M20
WITH ranked AS (
    SELECT
        freelancer, client, month, key, minutes,
        activity IN ('email', 'call', 'meeting', 'admin') AS hit,
        ROW_NUMBER() OVER (
            PARTITION BY freelancer, client, month
            ORDER BY
                CASE WHEN activity IN ('email', 'call', 'meeting', 'admin') THEN 0 ELSE 1 END,
                minutes DESC, key
        ) AS place
    FROM worked
    WHERE activity <> ''
)
SELECT
    freelancer, client, month, NULL AS currency,
    SUM(CASE WHEN hit THEN minutes ELSE 0 END) * 1e0 AS part,
    SUM(minutes) * 1e0 AS whole,
    COUNT(*) AS observations,
    MAX(key) FILTER (WHERE place = 1) AS ref
FROM ranked
GROUP BY freelancer, client, month
