-- When something was revoked.
--
-- KEYS  1 what was revoked
-- ARGV  1… what
-- Returns the time of each, or nothing in its place.

return redis.call('ZMSCORE', KEYS[1], unpack(ARGV))
