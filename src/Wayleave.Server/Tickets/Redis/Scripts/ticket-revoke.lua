-- Revokes what a ticket, or a subject, has opened.
--
-- KEYS  1 what was revoked: ZSET, each with the time at which it was, ms
-- ARGV  1 what   2 how long that is remembered, ms   3 the most that are
-- Returns 1, or 0 where too many are remembered already.

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', string.format('%.0f', now - ARGV[2]))
if redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[3]) then return 0 end
redis.call('ZADD', KEYS[1], string.format('%.0f', now), ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return 1
