-- Forgets a channel's events. It begins anew in another epoch, so that whoever comes back is told.
--
-- KEYS  1 the channel's place   2 its history
-- ARGV  1 the new epoch   2 how long the place is kept, ms   3 topic
-- Returns 1, or 0 where there is no such channel.

if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
redis.call('DEL', KEYS[2])
redis.call('HSET', KEYS[1], 'e', ARGV[1], 's', '0', 't', '0')
redis.call('PEXPIRE', KEYS[1], ARGV[2])
redis.call('PUBLISH', ARGV[3], table.concat({'moved', ARGV[1], '0', '0', '0', '0'}, ' ') .. '\n')
return 1
