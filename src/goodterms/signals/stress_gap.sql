-- question: How much of the stress is the client and how much the work?
-- definition: The mean of stress about the client less stress about the work, -4 to 4, where both were
--   rated on one day.
-- unit: rating
-- fold: ratio
-- worse: higher
-- source: M17
SELECT
    freelancer, client, month, NULL AS currency,
    SUM(rating) * 1e0 AS part,
    COUNT(*) * 1e0 AS whole,
    COUNT(*) AS observations,
    MAX(key) FILTER (WHERE worst) AS ref
FROM rated
WHERE what = 'stress_gap'
GROUP BY freelancer, client, month
