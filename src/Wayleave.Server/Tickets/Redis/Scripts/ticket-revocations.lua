-- What was revoked from a time on.
--
-- KEYS  1 what was revoked
-- ARGV  1 the time, ms
-- Returns each with its time behind it.

return redis.call('ZRANGE', KEYS[1], ARGV[1], '+inf', 'BYSCORE', 'WITHSCORES')
