-- Takes or keeps the lease of a part: who has it appends the plain messages of its channels.
--
-- KEYS  1 the lease
-- ARGV  1 the node   2 how long it holds, ms
-- Returns 1 if the node had it, 2 if it has it now, 0 if another has it.

local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return holder and 1 or 2
