-- question: How many of the client's invoices are paid nearly on time?
-- definition: Of the invoices past their due date, those settled late but within the days of grace. An
--   open invoice counts from the day it is that late; a younger one is not judged yet. Disputed
--   invoices are left out.
-- unit: share
-- fold: ratio
-- worse: neither
-- source: M13
WITH ranked AS (
    SELECT
        freelancer, client, month, key,
        days_late > 0 AND days_late <= grace_days AS hit,
        ROW_NUMBER() OVER (
            PARTITION BY freelancer, client, month
            ORDER BY
                CASE WHEN days_late > 0 AND days_late <= grace_days THEN 0 ELSE 1 END, days_late DESC, key
        ) AS place
    FROM fallen_due
    WHERE settled_on IS NOT NULL OR (days_late > grace_days AND payments_known)
)
SELECT
    freelancer, client, month, NULL AS currency,
    COUNT(*) FILTER (WHERE hit) * 1e0 AS part,
    COUNT(*) * 1e0 AS whole,
    COUNT(*) AS observations,
    MAX(key) FILTER (WHERE place = 1) AS ref
FROM ranked
GROUP BY freelancer, client, month
