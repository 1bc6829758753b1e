-- question: How much does the work for this client weigh on me?
-- definition: The mean of the ratings of stress about the work, 0 to 4: what stress about the client is
--   held against.
-- unit: rating
-- fold: ratio
-- worse: neither
-- source: M17
SELECT
    freelancer, client, month, NULL AS currency,
    SUM(rating) * 1e0 AS part,
    COUNT(*) * 1e0 AS whole,
    COUNT(*) AS observations,
    MAX(key) FILTER (WHERE worst) AS ref
FROM rated
WHERE what = 'work_stress'
GROUP BY freelancer, client, month
