-- question: How often does the client pay several invoices at once?
-- definition: Of the payments that settle an invoice, those that settle two or more.
-- unit: share
-- fold: ratio
-- worse: higher
-- source: M26
WITH ranked AS (
    SELECT
        freelancer, client, key, invoices_settled,
        CAST(date_trunc('month', paid_on) AS DATE) AS month,
        ROW_NUMBER() OVER (
            PARTITION BY freelancer, client, date_trunc('month', paid_on)
            ORDER BY invoices_settled DESC, minor DESC, key
        ) AS place
    FROM payments
    WHERE invoices_settled > 0
)
SELECT
    freelancer, client, month, NULL AS currency,
    COUNT(*) FILTER (WHERE invoices_settled > 1) * 1e0 AS part,
    COUNT(*) * 1e0 AS whole,
    COUNT(*) AS observations,
    MAX(key) FILTER (WHERE place = 1) AS ref
FROM ranked
GROUP BY freelancer, client, month
