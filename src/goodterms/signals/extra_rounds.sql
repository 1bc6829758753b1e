-- question: How many rounds does a piece of work take beyond those agreed?
-- definition: Rounds beyond those agreed for each deliverable of which both numbers are known, in the
--   month it was delivered, or else due. Fewer rounds than agreed count as 0.
-- unit: ratio
-- fold: ratio
-- worse: higher
-- source: M11 B19
WITH counted AS (
    SELECT
        freelancer, client, key, GREATEST(rounds - rounds_agreed, 0) AS extra,
        CAST(date_trunc('month', COALESCE(delivered_on, due)) AS DATE) AS month
    FROM deliverables
    WHERE rounds IS NOT NULL AND rounds_agreed IS NOT NULL
), ranked AS (
    SELECT
        counted.*,
        ROW_NUMBER() OVER (PARTITION BY freelancer, client, month ORDER BY extra DESC, key) AS place
    FROM counted
)
SELECT
    freelancer, client, month, NULL AS currency,
    SUM(extra) * 1e0 AS part,
    COUNT(*) * 1e0 AS whole,
    COUNT(*) AS observations,
    MAX(key) FILTER (WHERE place = 1) AS ref
FROM ranked
GROUP BY freelancer, client, month
