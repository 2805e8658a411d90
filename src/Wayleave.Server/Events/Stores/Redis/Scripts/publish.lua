-- Appends to a channel and tells of it; or finds that it was appended before, or that it is not ours to append.
--
-- KEYS  5 for an event of a publisher's: what was published under its key; may be missing
--         for a plain message: the lease of the channel's part
-- ARGV  8 payload   9 tag   10 kind: e for an event, else a gap's reason   11 by whom: f for a plain message, else -
--       12 for an event: the payload's digest; for a plain message: the node that appends it   13 how long the publisher's key is kept, ms
-- Returns {epoch, offset, tag, 1 if it was there before}, or {} if something else was published under the key, or another node has the lease.

if ARGV[11] == 'f' then
    if redis.call('GET', KEYS[5]) ~= ARGV[12] then return {} end
elseif KEYS[5] then
    local known = redis.call('HMGET', KEYS[5], 'digest', 'e', 's', 't')
    if known[1] then
        if known[1] ~= ARGV[12] then return {} end
        return {known[2], known[3], known[4], 1}
    end
end

tellOfBreaks()
append(ARGV[8], ARGV[9], ARGV[10], ARGV[11])
if ARGV[11] ~= 'f' and KEYS[5] then
    redis.call('HSET', KEYS[5], 'digest', ARGV[12], 'e', place[1], 's', place[2], 't', place[3])
    redis.call('PEXPIRE', KEYS[5], ARGV[13])
end

return {place[1], place[2], place[3], 0}
