-- The counting of windows.py and the queue of rate_limiter.py, inside Redis: one budget for every process that holds a
-- user key. What each step means and why is said there; the names are the same here.
--
-- Times are microseconds of the server's clock. Under the root of a key (a hash, in braces so that a cluster keeps all
-- of it in one place) each pool has
--   :own:<pool>     answered requests by when their slot comes free
--   :flying:<pool>  requests under way, by when they count as lost with their process
--   :others:<pool>  requests of other programs, by when they leave the window
--   :line:<pool>    who waits, by priority and number;   :due:<pool>  by when they should have asked again
--   :pool:<pool>    what was learnt from the server, and counters
-- KEYS[1] is the root, ARGV[1] the step, ARGV[2] its arguments as JSON. The burst guard is the pool named "burst".

local root, step, args = KEYS[1], ARGV[1], cjson.decode(ARGV[2])
local clock = redis.call('TIME')
local now = args.now or (clock[1] * 1000000 + clock[2])

local WARY, EASY, PATIENCE, PEEK = 8, 2, 1000000, 20000
local BLIND_PAUSE, GRACE, LOOK_AGAIN = 1000000, 1000000, 1000000
local FIELDS = { 'limit', 'length', 'fixed', 'told', 'told_length', 'heard', 'probed', 'blocked', 'slowest', 'expired',
  'lately', 'before', 'margin', 'collided', 'since', 'raised' }

local function text(number) return string.format('%.0f', number) end
local function key(kind, pool) return root .. ':' .. kind .. ':' .. pool end

-- One pool, with all that has expired taken out of it.
local function fetch(name)
  local b = { name = name, own = key('own', name), flying = key('flying', name), others = key('others', name),
    line = key('line', name), due = key('due', name), pool = key('pool', name) }
  local stored = redis.call('HMGET', b.pool, unpack(FIELDS))
  for i, field in ipairs(FIELDS) do b[field] = tonumber(stored[i]) or 0 end
  -- Another clock, that of a Redis before this one, may have been ahead: nothing takes longer than this.
  local latest = now + math.max(args.lease, args.guard_lease, b.told_length)
  for _, k in ipairs({ b.own, b.flying, b.others }) do
    for _, late in ipairs(redis.call('ZRANGEBYSCORE', k, '(' .. text(latest), '+inf')) do
      redis.call('ZADD', k, text(latest), late)
    end
  end
  b.blocked = math.min(b.blocked, latest)
  for _, field in ipairs({ 'heard', 'probed', 'since', 'collided', 'raised' }) do b[field] = math.min(b[field], now) end
  local gone = redis.call('ZREMRANGEBYSCORE', b.own, '-inf', text(now))
  local lost = redis.call('ZREMRANGEBYSCORE', b.flying, '-inf', text(now))
  if gone + lost > 0 then b.expired = redis.call('HINCRBY', b.pool, 'expired', gone + lost) end
  redis.call('ZREMRANGEBYSCORE', b.others, '-inf', text(now))
  for _, ticket in ipairs(redis.call('ZRANGEBYSCORE', b.due, '-inf', '(' .. text(now))) do
    redis.call('ZREM', b.line, ticket)
    redis.call('ZREM', b.due, ticket)
  end
  return b
end

local function count(b)
  b.answered_here = redis.call('ZCARD', b.own)
  b.in_flight = redis.call('ZCARD', b.flying)
  b.live = redis.call('ZCARD', b.others)
  b.used = b.answered_here + b.in_flight
  return b
end

local function save(b)
  local pairs_ = {}
  for _, field in ipairs(FIELDS) do
    table.insert(pairs_, field)
    table.insert(pairs_, text(b[field]))
  end
  redis.call('HSET', b.pool, unpack(pairs_))
  for _, k in ipairs({ b.own, b.flying, b.others, b.line, b.due, b.pool }) do
    redis.call('PEXPIRE', k, text(args.keep / 1000))
  end
end

local function ceiling(b)
  if b.told > 0 then return b.told, b.told_length end
  return b.limit, b.length
end

local function ours(b)
  local limit, length = ceiling(b)
  if b.fixed == 1 and b.limit / b.length < limit / length then
    return (b.length > length) and math.min(b.limit, limit) or b.limit, b.length
  end
  return limit, length
end

-- The server tells another window than was thought: slots already given come free earlier or later.
local function adopt(b, limit, length)
  local _, before = ours(b)
  b.told, b.told_length = limit, length
  local _, after = ours(b)
  if after ~= before then
    local slots = redis.call('ZRANGE', b.own, 0, -1, 'WITHSCORES')
    for i = 1, #slots, 2 do redis.call('ZADD', b.own, text(slots[i + 1] + after - before), slots[i]) end
  end
end

local function turn_over(b, length)
  local passed = now - b.since
  if passed >= length then
    b.before = (passed < 2 * length) and b.lately or 0
    b.lately = 0
    if now - b.collided >= length then b.margin = math.floor(b.margin / 2) end
    b.since = now
  end
end

local function most(b)
  local limit = ours(b)
  local all, length = ceiling(b)
  turn_over(b, length)
  local expected = math.max(b.before, b.lately)
  if expected > 0 or b.live > 0 then
    expected = math.min(math.max(b.live, expected) + b.margin, all - math.max(math.floor(all / 4), 1))
  end
  return math.min(limit, all - math.max(b.live, expected))
end

local function score_at(k, index)
  return tonumber(redis.call('ZRANGE', k, index, index, 'WITHSCORES')[2])
end

local function window_wait(b, ahead, limit, length)
  local rounds = math.floor(ahead / math.max(limit, 1))
  local missing = b.used + ahead % math.max(limit, 1) + 1 - limit
  if missing <= 0 then return rounds * length end
  local free = missing <= b.answered_here and score_at(b.own, missing - 1) or now + length
  return free - now + rounds * length
end

local function pool_wait(b, ahead, patient)
  local limit, length = ours(b)
  local room = most(b)
  local wait = window_wait(b, ahead, room, length)
  local _, whole = ceiling(b)
  if wait > 0 then
    if room < limit and b.live > 0 then wait = math.min(wait, score_at(b.others, 0) - now) end
  elseif patient and b.in_flight > 0 then
    local doubtful
    if now - b.heard >= whole then
      doubtful = now - b.probed < PATIENCE
    else
      local part = (room < limit) and WARY or EASY
      doubtful = b.margin > 0 or b.in_flight + ahead >= math.floor((room - b.used) / part)
    end
    if doubtful then wait = math.max(math.min(PEEK, math.floor(whole / 1000)), math.floor(b.slowest / 4)) end
  end
  return math.max(wait, b.blocked - now, 0)
end

local function guard_wait(guard, ahead, is_order)
  local wait = window_wait(guard, ahead, guard.limit, guard.length)
  if wait > 0 or is_order or not args.keeps_slot or guard.limit < 2 then return wait end
  local following = window_wait(guard, ahead + 1, guard.limit, guard.length)
  return math.max(following - math.floor(guard.length / guard.limit), 0)
end

-- How many stand before this place anywhere and could go as far as their own pools are concerned.
local function ready_before(place, mine)
  local ready = 0
  for _, name in ipairs(redis.call('SMEMBERS', root .. ':lines')) do
    local b = (name == mine.name) and mine or count(fetch(name))
    local before = redis.call('ZCOUNT', b.line, '-inf', '(' .. text(place))
    if redis.call('ZCARD', b.line) == 0 then redis.call('SREM', root .. ':lines', name) end
    if before > 0 and b.blocked <= now then ready = ready + math.min(before, math.max(most(b) - b.used, 0)) end
  end
  return ready
end

local function leave_line(b, ticket)
  redis.call('ZREM', b.line, ticket)
  redis.call('ZREM', b.due, ticket)
end

local function ask(b, guard)
  local number = args.number > 0 and args.number or redis.call('INCR', root .. ':numbers')
  local place = args.priority * 2 ^ 45 + number
  redis.call('ZADD', b.line, text(place), args.ticket)
  redis.call('SADD', root .. ':lines', b.name)
  local is_order = args.priority == 0
  local wait = pool_wait(b, redis.call('ZRANK', b.line, args.ticket), not is_order)
  if wait <= 0 then wait = guard_wait(guard, ready_before(place, b), is_order) end
  local nap = math.min(wait, math.max(math.min(LOOK_AGAIN, math.floor(guard.length / 20)), math.floor(wait / 4)))
  local mark = { began = now, answered = b.expired + b.answered_here, expired = b.expired }
  if wait > 0 then
    redis.call('ZADD', b.due, text(now + nap + GRACE), args.ticket)
  else
    leave_line(b, args.ticket)
    if b.in_flight == 0 then b.probed = now end
    redis.call('ZADD', b.flying, text(now + args.lease), args.ticket)
    redis.call('ZADD', guard.flying, text(now + args.guard_lease), args.ticket)
  end
  return wait, nap, number, mark
end

local function appear(b, number, length, watched)
  for i = 1, number do
    redis.call('ZADD', b.others, text(now + length), redis.call('INCR', root .. ':numbers'))
  end
  b.raised = now
  if watched then
    turn_over(b, length)
    b.lately = b.lately + number
  end
end

local function attribute(b, at_least, beside, length, watched)
  local lasting = redis.call('ZCOUNT', b.own, '(' .. text(now + b.slowest), '+inf')
  local answered = b.expired + b.answered_here
  local at_most = math.max(beside - math.max(lasting - (answered - args.answered), 0), 0)
  if at_least > b.live then
    appear(b, at_least - b.live, length, watched)
  elseif at_most < b.live and args.began >= b.raised then
    redis.call('ZREMRANGEBYRANK', b.others, 0, b.live - at_most - 1)
  end
  local first = redis.call('ZRANGE', b.others, 0, 0, 'WITHSCORES')
  if args.reset and #first > 0 then
    local gone = now + args.reset
    local own = score_at(b.own, 0)
    if gone < tonumber(first[2]) and (not own or own > gone + b.slowest) then
      redis.call('ZADD', b.others, text(gone), first[1])
    end
  end
end

local function learn(b)
  local _, length = ceiling(b)
  b.slowest = math.max(now - args.began, math.floor(0.9 * b.slowest))
  local watched = now - b.heard < length
  b.heard = now
  if args.server_limit and args.server_limit > 0 then
    adopt(b, args.server_limit, args.server_length or b.length)
  end
  local all
  all, length = ceiling(b)
  if args.refused then
    local wait_until = now + math.min(args.pause or args.reset or BLIND_PAUSE, length)
    if watched then
      if args.began > b.collided and b.collided > now - length then
        wait_until = math.max(wait_until, b.collided + length)
      end
      turn_over(b, length)
      b.margin = math.min(b.margin + math.max(math.floor(all / 10), 1), math.floor(all / 3))
      b.collided = now
    end
    b.blocked = math.max(b.blocked, wait_until)
  end
  -- A refusal that says nothing of the pool may have had another cause: it is not proof that others used it up.
  local told = args.remaining or args.reset or args.pause
  local remaining = args.refused and told and 0 or args.remaining
  if remaining then
    local begun = b.expired + count(b).used
    attribute(b, all - remaining - (begun - args.expired), all - remaining - (args.refused and 0 or 1), length, watched)
  end
end

local function done(b, guard)
  local flew = redis.call('ZREM', b.flying, args.ticket)
  redis.call('ZREM', guard.flying, args.ticket)
  -- One whose lease ran out has been counted as expired already.
  if flew == 0 and args.counted and not args.stray and not redis.call('ZSCORE', b.own, args.ticket) then
    b.expired = math.max(b.expired - 1, 0)
  end
  if args.counted and not args.refused then
    local _, length = ours(b)
    -- Times are cut off to whole microseconds.
    redis.call('ZADD', b.own, text(now + length + 1), args.ticket)
    redis.call('ZADD', guard.own, text(now + guard.length + 1), args.ticket)
  end
  count(b)
  if args.heard then learn(b) end
end

-- What one process remembers of its own requests takes the place of what is known of them here. Those under way that it
-- does not name have ended while it could not say so.
local function restore(b)
  local under_way = {}
  for _, ticket in ipairs(args.under_way) do under_way[ticket] = true end
  for _, ticket in ipairs(redis.call('ZRANGE', b.flying, 0, -1)) do
    if string.sub(ticket, 1, #args.process) == args.process and not under_way[ticket] then
      b.expired = b.expired + redis.call('ZREM', b.flying, ticket)
    end
  end
  for _, ticket in ipairs(redis.call('ZRANGE', b.own, 0, -1)) do
    if string.sub(ticket, 1, #args.process) == args.process then
      b.expired = b.expired + redis.call('ZREM', b.own, ticket)
    end
  end
  for i, left in ipairs(args.slots) do
    redis.call('ZADD', b.own, text(now + left), args.process .. ':restored:' .. i)
  end
end

local members = root .. ':members'
redis.call('ZADD', members, text(now), args.process)
redis.call('ZREMRANGEBYSCORE', members, '-inf', text(now - 60000000))
redis.call('SET', root .. ':epoch', clock[1] .. '.' .. clock[2], 'NX')
for _, k in ipairs({ members, root .. ':epoch', root .. ':numbers', root .. ':lines' }) do
  redis.call('PEXPIRE', k, text(args.keep / 1000))
end

local b, guard = fetch(args.pool), fetch('burst')
b.limit, b.length, b.fixed = args.limit, args.length, args.fixed and 1 or 0
guard.limit, guard.length = args.guard_limit, args.guard_length
count(b)
count(guard)

local wait, nap, number, mark = 0, 0, 0, { began = 0, answered = 0, expired = 0 }
if step == 'ask' then
  if redis.call('ZSCORE', b.flying, args.ticket) then
    mark = { began = now, answered = b.expired + b.answered_here, expired = b.expired }
  else
    wait, nap, number, mark = ask(b, guard)
  end
elseif step == 'done' then
  -- What was counted when it was sent has been lost since: its figures cannot be compared with those.
  if args.epoch and args.epoch ~= redis.call('GET', root .. ':epoch') then args.stray, args.heard = true, false end
  done(b, guard)
elseif step == 'leave' then
  leave_line(b, args.ticket)
  redis.call('ZREM', b.flying, args.ticket)
  redis.call('ZREM', guard.flying, args.ticket)
elseif step == 'restore' then
  restore(b)
end
count(b)
count(guard)
save(b)
save(guard)
local limit, length = ours(b)
local waiting = redis.call('ZCARD', b.line)
return { wait, nap, number, mark.began, mark.answered, mark.expired,
  limit, length, b.used, waiting, pool_wait(b, waiting, false), b.live,
  guard.used, guard_wait(guard, 0, true), redis.call('ZCARD', members), redis.call('GET', root .. ':epoch') }
