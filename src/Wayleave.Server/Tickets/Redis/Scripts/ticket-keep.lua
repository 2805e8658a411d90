-- Keeps a ticket until it is used.
--
-- KEYS  1 the ticket
-- ARGV  1 how long it may wait, ms   2 how long it is known afterwards why it is good for nothing, ms   3 what it is good for

local now = redis.call('TIME')
local ends = now[1] * 1000 + math.floor(now[2] / 1000) + ARGV[1]
redis.call('HSET', KEYS[1], 's', 'waiting', 'e', string.format('%.0f', ends), 'g', ARGV[3])
redis.call('PEXPIRE', KEYS[1], ARGV[1] + ARGV[2])
return 1
