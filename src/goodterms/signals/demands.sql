-- question: How much does the client ask for?
-- definition: Messages that ask for work, in or out of what was agreed, for every ten paid hours (hours
--   not marked as unbilled). High standards are no fault: this is said, never held against anybody.
-- unit: ratio
-- fold: ratio
-- worse: neither
-- source: M10 M18
WITH writers AS (
    SELECT DISTINCT freelancer, client FROM said WHERE incoming
), counted AS (
    SELECT freelancer, client, month, key, 1 AS asked, 0 AS minutes
    FROM said
    WHERE incoming AND (request OR out_of_scope)
    UNION ALL
    SELECT freelancer, client, month, key, 0 AS asked, minutes
    FROM worked
    WHERE COALESCE(billable, TRUE)
)
SELECT
    counted.freelancer, counted.client, counted.month, NULL AS currency,
    SUM(counted.asked) * 1e0 AS part,
    SUM(counted.minutes) / 600e0 AS whole,
    COUNT(*) AS observations,
    COALESCE(MAX(counted.key) FILTER (WHERE counted.asked = 1), MAX(counted.key)) AS ref
FROM counted
JOIN writers ON writers.freelancer = counted.freelancer AND writers.client = counted.client
GROUP BY counted.freelancer, counted.client, counted.month
