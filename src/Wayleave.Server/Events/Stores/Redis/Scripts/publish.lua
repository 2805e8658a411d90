-- Appends to a channel and tells of it; or finds that it was appended before.
--
-- KEYS  1 the channel's place: HASH e (epoch), s (offset), t (tag)    2 its history: STREAM, id offset-tag, fields d (payload), p (the tag before), at (ms)
--       3 the epoch of channels that have none of their own           4 what was published under the publisher's key; may be missing
-- ARGV  1 payload   2 tag   3 kind: e for an event, else a gap's reason   4 by whom: f for a plain PUBLISH, else -
--       5 most events kept   6 oldest age kept, ms   7 how long the place is kept, ms   8 an epoch, should there be none   9 topic
--       10 the payload's digest   11 how long the publisher's key is kept, ms
-- Returns {epoch, offset, tag, 1 if it was there before}, or {} if something else was published under the key.

local key = KEYS[4]
if key then
    local known = redis.call('HMGET', key, 'digest', 'e', 's', 't')
    if known[1] then
        if known[1] ~= ARGV[10] then return {} end
        return {known[2], known[3], known[4], 1}
    end
end

local place = redis.call('HMGET', KEYS[1], 'e', 's', 't')
if not place[1] then
    redis.call('DEL', KEYS[2])
    redis.call('SET', KEYS[3], ARGV[8], 'NX')
    place = {redis.call('GET', KEYS[3]), '0', '0'}
end

local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local offset = string.format('%.0f', place[2] + 1)
local at = string.format('%.0f', now)
if ARGV[5] == '0' then
    redis.call('DEL', KEYS[2])
else
    redis.call('XADD', KEYS[2], 'MAXLEN', ARGV[5], offset .. '-' .. ARGV[2], 'd', ARGV[1], 'p', place[3], 'at', at, 'k', ARGV[3], 'by', ARGV[4])
    -- What is too old goes by and by: as many at once as come in a burst, and not more.
    local oldest = redis.call('XRANGE', KEYS[2], '-', '+', 'COUNT', 100)
    local young = 1
    while oldest[young] and oldest[young][2][6] + ARGV[6] <= now do young = young + 1 end
    if young > 1 then
        redis.call('XTRIM', KEYS[2], 'MINID', string.format('%.0f', string.match(oldest[young - 1][1], '^%d+') + 1))
    end
    redis.call('PEXPIRE', KEYS[2], ARGV[6])
end

redis.call('HSET', KEYS[1], 'e', place[1], 's', offset, 't', ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[7])
redis.call('PUBLISH', ARGV[9], table.concat({ARGV[3], place[1], offset, ARGV[2], place[3], at}, ' ') .. '\n' .. ARGV[1])
if key then
    redis.call('HSET', key, 'digest', ARGV[10], 'e', place[1], 's', offset, 't', ARGV[2])
    redis.call('PEXPIRE', key, ARGV[11])
end

return {place[1], offset, ARGV[2], 0}
