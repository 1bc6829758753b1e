-- question: How much of the money that has fallen due is still open?
-- definition: Of the money on invoices past their due date, what has not come in, by the month it fell
--   due: over the last twelve months, the share of a year's invoices that is missing. Disputed invoices
--   are left out.
-- unit: share
-- fold: ratio
-- worse: higher
-- source: M30
WITH ranked AS (
    SELECT
        fallen_due.*,
        ROW_NUMBER() OVER (
            PARTITION BY freelancer, client, currency, month ORDER BY open_minor DESC, minor DESC, key
        ) AS place
    FROM fallen_due
    WHERE payments_known
)
SELECT
    freelancer, client, month, currency,
    SUM(open_minor) * 1e0 AS part,
    SUM(minor) * 1e0 AS whole,
    COUNT(*) AS observations,
    MAX(key) FILTER (WHERE place = 1) AS ref
FROM ranked
GROUP BY freelancer, client, month, currency
