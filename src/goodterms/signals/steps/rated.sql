-- Ratings of a day, one row for each thing rated, with every client's worst of a month marked.
WITH told AS (
    SELECT freelancer, client, key, day, 'dread' AS what, dread AS rating, dread AS weight FROM feelings
    UNION ALL
    SELECT freelancer, client, key, day, 'client_stress', client_stress, client_stress FROM feelings
    UNION ALL
    SELECT freelancer, client, key, day, 'work_stress', work_stress, work_stress FROM feelings
    UNION ALL
    SELECT
        freelancer, client, key, day, 'stress_gap', client_stress - work_stress, client_stress - work_stress
    FROM feelings
    UNION ALL
    SELECT freelancer, client, key, day, 'unpredictable', unpredictable, unpredictable FROM feelings
    UNION ALL
    SELECT freelancer, client, key, day, 'fit_style', fit_style, -fit_style FROM feelings
    UNION ALL
    SELECT freelancer, client, key, day, 'fit_vision', fit_vision, -fit_vision FROM feelings
)
SELECT
    freelancer, client, key, what, rating,
    CAST(date_trunc('month', day) AS DATE) AS month,
    ROW_NUMBER() OVER (
        PARTITION BY freelancer, client, what, date_trunc('month', day) ORDER BY weight DESC, key
    ) = 1 AS worst
FROM told
WHERE rating IS NOT NULL
