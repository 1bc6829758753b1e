-- question: Do our ways of working suit each other?
-- definition: The mean of the ratings of fit in ways of working and talking, 0 to 4; 4 is a good fit.
-- unit: rating
-- fold: ratio
-- worse: lower
-- source: M31 M32
WITH ranked AS (
    SELECT
        freelancer, client, key, fit_style AS rating,
        CAST(date_trunc('month', day) AS DATE) AS month,
        ROW_NUMBER() OVER (
            PARTITION BY freelancer, client, date_trunc('month', day) ORDER BY fit_style ASC, key
        ) AS place
    FROM feelings
    WHERE fit_style IS NOT NULL
)
SELECT
    freelancer, client, month, NULL AS currency,
    SUM(rating) * 1e0 AS part,
    COUNT(*) * 1e0 AS whole,
    COUNT(*) AS observations,
    MAX(key) FILTER (WHERE place = 1) AS ref
FROM ranked
GROUP BY freelancer, client, month
