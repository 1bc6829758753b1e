-- question: Do our ways of working suit each other?
-- definition: The mean of the ratings of fit in ways of working and talking, 0 to 4; 4 is a good fit.
-- unit: rating
-- fold: ratio
-- worse: lower
-- source: M31 M32
SELECT
    freelancer, client, month, NULL AS currency,
    SUM(rating) * 1e0 AS part,
    COUNT(*) * 1e0 AS whole,
    COUNT(*) AS observations,
    MAX(key) FILTER (WHERE worst) AS ref
FROM rated
WHERE what = 'fit_style'
GROUP BY freelancer, client, month
