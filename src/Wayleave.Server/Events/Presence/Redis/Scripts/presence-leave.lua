-- Somebody has left a channel at a node.
--
-- KEYS  1 who is there
-- ARGV  1 topic   2 the node   3 the user

local changed = redis.call('ZREM', KEYS[1], ARGV[3] .. ' ' .. ARGV[2])
if changed > 0 then redis.call('PUBLISH', ARGV[1], '') end
return changed
