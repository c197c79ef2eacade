-- For wrk: the tokens of a file, one in each line, take turns.
local requests = {}
local turn = 0

function init(args)
  for token in io.lines(args[1]) do
    requests[#requests + 1] = wrk.format("GET", nil, {Authorization = "Bearer " .. token})
  end
end

function request()
  turn = turn % #requests + 1
  return requests[turn]
end

-- Read by io.redoubt.benchmarks.requests.Wrk.
function done(summary, latency, requests)
  local e = summary.errors
  local bad = e.connect + e.read + e.write + e.status + e.timeout
  io.write(string.format("result %d %d %d\n", summary.requests, summary.duration, bad))
end
