-- question: How much do I dread hearing from this client?
-- definition: The mean of the dread ratings, 0 to 4. A hint to take stock, never a verdict.
-- unit: rating
-- fold: ratio
-- worse: higher
-- source: M21 M22
WITH ranked AS (
    SELECT
        freelancer, client, key, dread AS rating,
        CAST(date_trunc('month', day) AS DATE) AS month,
        ROW_NUMBER() OVER (
            PARTITION BY freelancer, client, date_trunc('month', day) ORDER BY dread DESC, key
        ) AS place
    FROM feelings
    WHERE dread IS NOT NULL
)
SELECT
    freelancer, client, month, NULL AS currency,
    SUM(rating) * 1e0 AS part,
    COUNT(*) * 1e0 AS whole,
    COUNT(*) AS observations,
    MAX(key) FILTER (WHERE place = 1) AS ref
FROM ranked
GROUP BY freelancer, client, month
