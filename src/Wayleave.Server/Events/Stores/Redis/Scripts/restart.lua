-- Gives a channel another epoch where it has lost events that were told of already, as a failover to a late replica makes it: their offsets
-- would be given to others, and whoever had the first would take the second for the same.
--
-- KEYS  1 the channel's place; d is the epoch that ended so   2 the epoch of channels that have none of their own
-- ARGV  1-3 the epoch, offset and tag that were told of   4 the new epoch   5 how long the place is kept, ms
-- Returns {epoch, offset, tag, 1 if it is another now}.

local place = redis.call('HMGET', KEYS[1], 'e', 's', 't')
if not place[1] then
    redis.call('SET', KEYS[2], ARGV[4], 'NX')
    place = {redis.call('GET', KEYS[2]), '0', '0'}
end

local told, is = tonumber(ARGV[2]), tonumber(place[2])
if place[1] ~= ARGV[1] or is > told or (is == told and place[3] == ARGV[3]) then
    return {place[1], place[2], place[3], 0}
end

redis.call('HSET', KEYS[1], 'e', ARGV[4], 's', place[2], 't', place[3], 'd', place[1])
redis.call('PEXPIRE', KEYS[1], ARGV[5])
return {ARGV[4], place[2], place[3], 1}
