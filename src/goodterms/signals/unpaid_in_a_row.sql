-- question: How many of the latest invoices has the client left unpaid?
-- definition: Invoices past their due date with less than half of the money in, as long as none that
--   fell due after them is paid (at least half). Disputed invoices are left out, and those of which
--   every day since the due date is set aside for the client.
-- unit: count
-- fold: sum
-- worse: higher
-- source: M30 M42
WITH bills AS (
    SELECT
        invoices.*, me.as_of,
        settled_on IS NOT NULL OR 2 * paid_minor >= minor AS paid
    FROM invoices
    JOIN me ON me.freelancer = invoices.freelancer
    WHERE NOT disputed AND minor > 0 AND me.payments_known
), runs AS (
    SELECT
        bills.*,
        MAX(CASE WHEN paid THEN 1 ELSE 0 END) OVER (
            PARTITION BY freelancer, client ORDER BY due DESC, key DESC
            ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        ) = 0 AS in_run
    FROM bills
), ranked AS (
    SELECT
        freelancer, client, key, in_run, CAST(date_trunc('month', due) AS DATE) AS month,
        ROW_NUMBER() OVER (
            PARTITION BY freelancer, client, date_trunc('month', due)
            ORDER BY CASE WHEN in_run THEN 0 ELSE 1 END, due, key
        ) AS place
    FROM runs
    WHERE due < as_of AND (paid OR days_between(due, as_of) > aside_days)
)
SELECT
    freelancer, client, month, NULL AS currency,
    COUNT(*) FILTER (WHERE in_run) * 1e0 AS part,
    COUNT(*) * 1e0 AS whole,
    COUNT(*) AS observations,
    MAX(key) FILTER (WHERE place = 1) AS ref
FROM ranked
GROUP BY freelancer, client, month
