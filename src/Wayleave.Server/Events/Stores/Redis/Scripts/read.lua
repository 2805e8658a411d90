-- One look at a channel: where it is, and the first events behind an offset. A channel that never was is not made by it.
--
-- KEYS  1 the channel's place   2 its history   3 the epoch of channels that have none of their own
-- ARGV  1 the offset   2 most events   3 oldest age, ms   4 an epoch, should there be none
-- Returns {epoch, offset, tag, entries as XRANGE gives them}.

local place = redis.call('HMGET', KEYS[1], 'e', 's', 't')
if not place[1] then
    redis.call('SET', KEYS[3], ARGV[4], 'NX')
    return {redis.call('GET', KEYS[3]), '0', '0', {}}
end

local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
repeat
    local oldest = redis.call('XRANGE', KEYS[2], '-', '+', 'COUNT', 100)
    local young = 1
    while oldest[young] and oldest[young][2][6] + ARGV[3] <= now do young = young + 1 end
    if young > 1 then
        redis.call('XTRIM', KEYS[2], 'MINID', string.format('%.0f', string.match(oldest[young - 1][1], '^%d+') + 1))
    end
until young <= 100

return {place[1], place[2], place[3], redis.call('XRANGE', KEYS[2], string.format('%.0f', ARGV[1] + 1), '+', 'COUNT', ARGV[2])}
