-- Asks for the paths in a file (the first argument) in their order, with an Accept-Encoding (the second), as eight
-- harvesters do that are at different places of the list. What is sent is made beforehand.
local lanes = 8
local requests, at = {}, 0
local threads = {}

function setup(thread) threads[#threads + 1] = thread end

function init(arguments)
  wrk.headers["Accept-Encoding"] = arguments[2]
  for path in io.lines(arguments[1]) do requests[#requests + 1] = wrk.format("GET", path) end
  at = tonumber(arguments[3] or "0")
  begun = os.clock()
end

function request()
  local lane, step = at % lanes, math.floor(at / lanes)
  at = at + 1
  return requests[(math.floor(lane * #requests / lanes) + step) % #requests + 1]
end

-- Answers, seconds, bytes, failures, and the share of the time for which wrk was on its processor.
function done(summary)
  local seconds, errors = summary.duration / 1e6, summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  local busy = (os.clock() - threads[1]:get("begun")) / seconds
  io.write(string.format("result %d %.6f %d %d %.3f\n", summary.requests, seconds, summary.bytes, failed, busy))
end
