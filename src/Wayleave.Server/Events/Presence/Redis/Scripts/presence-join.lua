-- Somebody has come to a channel at a node, or is still there.
--
-- KEYS  1 who is there: ZSET of "user node", each with the time until which that holds, ms
-- ARGV  1 how long it holds, ms   2 topic   3 the node   4… the users
-- Those of nodes that have said nothing for so long are gone. Whoever watches is told if anybody came or left.

local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local changed = redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
for i = 4, #ARGV do
    changed = changed + redis.call('ZADD', KEYS[1], now + ARGV[1], ARGV[i] .. ' ' .. ARGV[3])
end

redis.call('PEXPIRE', KEYS[1], ARGV[1])
if changed > 0 then redis.call('PUBLISH', ARGV[2], '') end
return changed
