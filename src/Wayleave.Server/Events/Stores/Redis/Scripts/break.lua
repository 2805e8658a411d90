-- Plain messages of a part's channels may have been lost: nobody heard them for a while. Each of its channels tells of it when it is looked at next;
-- those that have no place yet begin in another epoch.
--
-- KEYS  1 the last break: HASH n (its number), since (until when messages may have been lost, ms)   2 the epoch of channels that have none of their own
-- ARGV  1 for how long they have been heard again, ms   2 the new epoch   3 topic   4 the part

local clock = redis.call('TIME')
redis.call('HINCRBY', KEYS[1], 'n', 1)
redis.call('HSET', KEYS[1], 'since', string.format('%.0f', clock[1] * 1000 + math.floor(clock[2] / 1000) - ARGV[1]))
redis.call('SET', KEYS[2], ARGV[2])
redis.call('PUBLISH', ARGV[3], ARGV[4])
