-- question: How much of the work for this client is not billed?
-- definition: Of the minutes marked as billable or not, those marked as not.
-- unit: share
-- fold: ratio
-- worse: higher
-- source: M15 B1
WITH ranked AS (
    SELECT
        freelancer, client, month, key, minutes, NOT billable AS hit,
        ROW_NUMBER() OVER (
            PARTITION BY freelancer, client, month
            ORDER BY CASE WHEN NOT billable THEN 0 ELSE 1 END, minutes DESC, key
        ) AS place
    FROM worked
    WHERE billable IS NOT NULL
)
SELECT
    freelancer, client, month, NULL AS currency,
    SUM(CASE WHEN hit THEN minutes ELSE 0 END) * 1e0 AS part,
    SUM(minutes) * 1e0 AS whole,
    COUNT(*) AS observations,
    MAX(key) FILTER (WHERE place = 1) AS ref
FROM ranked
GROUP BY freelancer, client, month
