-- question: How long has the oldest open invoice been overdue?
-- definition: Days today is past the due date of the client's oldest invoice with money still open; 0
--   where none is. A state of today: it stands in this month alone. Disputed invoices are left out.
-- unit: days
-- fold: ratio
-- worse: higher
-- source: M12 M30
WITH ranked AS (
    SELECT
        freelancer, client, key, as_of,
        CASE WHEN open_minor > 0 THEN days_late ELSE 0 END AS overdue,
        ROW_NUMBER() OVER (
            PARTITION BY freelancer, client
            ORDER BY CASE WHEN open_minor > 0 THEN days_late ELSE 0 END DESC, due DESC, key
        ) AS place
    FROM fallen_due
    WHERE payments_known
)
SELECT
    freelancer, client, CAST(date_trunc('month', as_of) AS DATE) AS month, NULL AS currency,
    MAX(overdue) * 1e0 AS part,
    1e0 AS whole,
    COUNT(*) AS observations,
    MAX(key) FILTER (WHERE place = 1) AS ref
FROM ranked
GROUP BY freelancer, client, date_trunc('month', as_of)
