-- question: How often does the client's tone flip?
-- definition: Of the client's messages with a tone (thanks on one side; irritation, hostility or a
--   threat on the other) and one before them, those whose tone is the other side's. A message with both
--   sides counts as sour.
-- unit: share
-- fold: ratio
-- worse: higher
-- source: M19
WITH toned AS (
    SELECT freelancer, client, month, minute, key, hostile OR threat OR irritated AS sour
    FROM said
    WHERE incoming AND (thanks OR hostile OR threat OR irritated)
), paired AS (
    SELECT
        freelancer, client, month, key, sour,
        LAG(sour) OVER (PARTITION BY freelancer, client ORDER BY minute, key) AS sour_before
    FROM toned
)
SELECT
    freelancer, client, month, NULL AS currency,
    COUNT(*) FILTER (WHERE sour <> sour_before) * 1e0 AS part,
    COUNT(*) * 1e0 AS whole,
    COUNT(*) AS observations,
    COALESCE(MAX(key) FILTER (WHERE sour <> sour_before), MAX(key)) AS ref
FROM paired
WHERE sour_before IS NOT NULL
GROUP BY freelancer, client, month
