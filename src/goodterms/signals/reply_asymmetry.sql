-- question: Does the client expect quicker answers than it gives?
-- definition: How many times longer the client takes to answer than it waits before it chases. For
--   every message that chases, the client's usual time to answer (the median, in the same thread) over
--   the time since the last message of that thread; both in hours. Days set aside for the client do not
--   count in its time to answer.
-- unit: ratio
-- fold: ratio
-- worse: higher
-- source: M29
WITH turns AS (
    SELECT
        freelancer, client, month, key, incoming, chaser,
        counted - LAG(counted) OVER (PARTITION BY freelancer, client, thread ORDER BY minute, key) AS took,
        minute - LAG(minute) OVER (PARTITION BY freelancer, client, thread ORDER BY minute, key) AS waited,
        LAG(incoming) OVER (PARTITION BY freelancer, client, thread ORDER BY minute, key) AS after_client
    FROM said
), pace AS (
    SELECT
        freelancer, client,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY took) * 1e0 AS usual
    FROM turns
    WHERE incoming AND NOT chaser AND NOT after_client
    GROUP BY freelancer, client
)
SELECT
    turns.freelancer, turns.client, turns.month, NULL AS currency,
    COUNT(*) * MAX(pace.usual) / 60e0 AS part,
    SUM(turns.waited) / 60e0 AS whole,
    COUNT(*) AS observations,
    MAX(turns.key) AS ref
FROM turns
JOIN pace ON pace.freelancer = turns.freelancer AND pace.client = turns.client
WHERE turns.incoming AND turns.chaser AND turns.waited > 0
GROUP BY turns.freelancer, turns.client, turns.month
