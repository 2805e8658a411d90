-- Everybody who is in a channel.
--
-- KEYS  1 who is there

local clock = redis.call('TIME')
return redis.call('ZRANGE', KEYS[1], '(' .. string.format('%.0f', clock[1] * 1000 + math.floor(clock[2] / 1000)), '+inf', 'BYSCORE')
