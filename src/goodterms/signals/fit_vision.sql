-- question: Do we want the same for the client's business?
-- definition: The mean of the ratings of fit in what the client's business is to become, 0 to 4; 4 is a
--   good fit.
-- unit: rating
-- fold: ratio
-- worse: lower
-- source: M31 M33
SELECT
    freelancer, client, month, NULL AS currency,
    SUM(rating) * 1e0 AS part,
    COUNT(*) * 1e0 AS whole,
    COUNT(*) AS observations,
    MAX(key) FILTER (WHERE worst) AS ref
FROM rated
WHERE what = 'fit_vision'
GROUP BY freelancer, client, month
