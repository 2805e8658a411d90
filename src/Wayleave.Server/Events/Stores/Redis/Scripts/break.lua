-- Plain messages of a part's channels may have been lost: nobody heard them for a while. Each of its channels tells of it when it is looked at next;
-- those that have no place yet begin in another epoch.
--
-- KEYS  1 how often   2 the epoch of channels that have none of their own
-- ARGV  1 the new epoch   2 topic   3 the part

redis.call('INCR', KEYS[1])
redis.call('SET', KEYS[2], ARGV[1])
redis.call('PUBLISH', ARGV[2], ARGV[3])
