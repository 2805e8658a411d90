-- One look at a channel: where it is, and the first events behind an offset. A channel that never was is not made by it.
--
-- ARGV  8 the offset   9 most events
-- Returns {epoch, offset, tag, entries as XRANGE gives them, the epoch that ended since the store had lost events of it, or nothing}.

if isNew then return {place[1], '0', '0', {}} end
tellOfBreaks()
while trim() do end
return {place[1], place[2], place[3], redis.call('XRANGE', KEYS[2], number(ARGV[8] + 1), '+', 'COUNT', ARGV[9]), redis.call('HGET', KEYS[1], 'd')}
