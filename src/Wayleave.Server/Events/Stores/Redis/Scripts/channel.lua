-- What publish.lua and read.lua begin with: where the channel is, and how something is appended to it.
--
-- KEYS  1 the channel's place: HASH e (epoch), s (offset), t (tag), b (the last break it knows of), c (when it began, ms)
--       2 its history: STREAM, id offset-tag, fields d (payload), p (the tag before), at (ms), k (kind), by (f: a plain PUBLISH)
--       3 the epoch of channels that have none of their own   4 the last break: HASH n (its number), since (until when plain messages may have been lost, ms)
-- ARGV  1 most events kept   2 oldest age kept, ms   3 how long the place is kept, ms   4 an epoch, should there be none   5 topic
--       6 whether plain messages are heard on it: 1 or 0    7 a tag for the word that some may be lost

local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local place = redis.call('HMGET', KEYS[1], 'e', 's', 't', 'b', 'c')
local lost = redis.call('HMGET', KEYS[4], 'n', 'since')
local breaks = lost[1] or '0'
local isNew = not place[1]
if isNew then
    redis.call('SET', KEYS[3], ARGV[4], 'NX')
    place = {redis.call('GET', KEYS[3]), '0', '0', breaks, string.format('%.0f', now)}
end

local function number(value) return string.format('%.0f', value) end

-- What is too old goes, a hundred at a time; true if there may be more.
local function trim()
    local oldest = redis.call('XRANGE', KEYS[2], '-', '+', 'COUNT', 100)
    local young = 1
    while oldest[young] and oldest[young][2][6] + ARGV[2] <= now do young = young + 1 end
    if young > 1 then
        redis.call('XTRIM', KEYS[2], 'MINID', number(string.match(oldest[young - 1][1], '^%d+') + 1))
    end

    return young > 100
end

local function append(payload, tag, kind, by)
    if isNew then redis.call('DEL', KEYS[2]) end
    isNew = false
    local offset, previous, at = number(place[2] + 1), place[3], number(now)
    if ARGV[1] == '0' then
        redis.call('DEL', KEYS[2])
    else
        redis.call('XADD', KEYS[2], 'MAXLEN', ARGV[1], offset .. '-' .. tag, 'd', payload, 'p', previous, 'at', at, 'k', kind, 'by', by)
        trim()
        redis.call('PEXPIRE', KEYS[2], ARGV[2])
    end

    place[2], place[3] = offset, tag
    redis.call('HSET', KEYS[1], 'e', place[1], 's', offset, 't', tag, 'b', place[4] or breaks, 'c', place[5] or at)
    redis.call('PEXPIRE', KEYS[1], ARGV[3])
    redis.call('PUBLISH', ARGV[5], table.concat({kind, place[1], offset, tag, previous, at}, ' ') .. '\n' .. payload)
end

-- Whoever reads or follows the channel is told, wherever it is.
local function tellOfBreaks()
    if ARGV[6] == '1' and (place[4] or '0') ~= breaks then
        place[4] = breaks
        -- One that began when messages were heard again has lost none.
        if not place[5] or tonumber(place[5]) < tonumber(lost[2]) then
            append('', ARGV[7], 'handover', '-')
        end
    end
end
