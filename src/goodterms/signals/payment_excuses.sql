-- question: How many excuses for not paying come with each invoice?
-- definition: The client's messages that excuse a payment or refuse a way to pay, for every invoice
--   that has fallen due. Only for clients who write.
-- unit: ratio
-- fold: ratio
-- worse: higher
-- source: M24 M25
WITH writers AS (
    SELECT DISTINCT freelancer, client FROM said WHERE incoming
), counted AS (
    SELECT freelancer, client, month, key, 1 AS excuses, 0 AS invoices
    FROM said
    WHERE incoming AND (payment_excuse OR refused_method)
    UNION ALL
    SELECT freelancer, client, month, key, 0 AS excuses, 1 AS invoices
    FROM fallen_due
)
SELECT
    counted.freelancer, counted.client, counted.month, NULL AS currency,
    SUM(counted.excuses) * 1e0 AS part,
    SUM(counted.invoices) * 1e0 AS whole,
    COUNT(*) AS observations,
    COALESCE(MAX(counted.key) FILTER (WHERE counted.excuses = 1), MAX(counted.key)) AS ref
FROM counted
JOIN writers ON writers.freelancer = counted.freelancer AND writers.client = counted.client
GROUP BY counted.freelancer, counted.client, counted.month
