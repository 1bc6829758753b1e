-- question: How much of my time goes to this client?
-- definition: The client's minutes over the minutes for all clients, month by month from the first
--   month worked for the client.
-- unit: share
-- fold: ratio
-- worse: neither
-- source: M16 B18
WITH totals AS (
    SELECT freelancer, month, SUM(minutes) AS minutes FROM worked GROUP BY freelancer, month
), mine AS (
    SELECT
        freelancer, client, month,
        SUM(minutes) AS minutes, COUNT(*) AS entries, MAX(key) FILTER (WHERE longest) AS ref
    FROM worked
    GROUP BY freelancer, client, month
), known AS (
    SELECT freelancer, client, MIN(month) AS since FROM worked GROUP BY freelancer, client
)
SELECT
    known.freelancer, known.client, totals.month, NULL AS currency,
    COALESCE(mine.minutes, 0) * 1e0 AS part,
    totals.minutes * 1e0 AS whole,
    COALESCE(mine.entries, 0) AS observations,
    mine.ref
FROM known
JOIN totals ON totals.freelancer = known.freelancer AND totals.month >= known.since
LEFT JOIN mine
    ON mine.freelancer = known.freelancer AND mine.client = known.client AND mine.month = totals.month
