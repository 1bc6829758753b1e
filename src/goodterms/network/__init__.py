"""The review of a whole network, every night: an umbrella company, an accountants' network, a marketplace.

Records of many freelancers become tables of Parquet files (`packing`), in buckets of people; of each bucket
every signal is asked at once (`asking`), on DuckDB or on Spark, and each freelancer's review is decided by
the same code as that of one who sits alone (`deciding`). There is no scheduler and no server: an engine does
the work."""
