-- Takes a ticket out: of all who try, one gets it.
--
-- KEYS  1 the ticket
-- ARGV  1 what it is from now on: reused, revoked
-- Returns what it is good for and the time (ms), behind its state; or the state alone: expired, reused, revoked, unknown.

local ticket = redis.call('HMGET', KEYS[1], 's', 'e', 'g')
if not ticket[1] then return {'unknown'} end
if ticket[1] ~= 'waiting' then return {ticket[1]} end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
if now >= tonumber(ticket[2]) then return {'expired'} end
-- What it was good for is nobody's business any more.
redis.call('HSET', KEYS[1], 's', ARGV[1])
redis.call('HDEL', KEYS[1], 'g')
return {'waiting', ticket[3], string.format('%.0f', now)}
