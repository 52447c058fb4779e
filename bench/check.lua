-- Checks every reply of a wrk run: the status, and that the body holds EXPECTED and no tool error. Prints "RESULT requests bad p50 p99" (µs).
local threads = {}

function setup(thread)
    thread:set("bad", 0)
    table.insert(threads, thread)
end

function init(args)
    local targets = tonumber(os.getenv("TARGETS") or "1")
    local body = os.getenv("BODY")
    local headers = {["Authorization"] = "Bearer " .. os.getenv("TOKEN")}
    if body then
        headers["Content-Type"] = "application/json"
        headers["Accept"] = "application/json, text/event-stream"
    end
    requests = {}
    for i = 1, targets do
        local path = (os.getenv("TARGET")):gsub("%%d", tostring(i))
        requests[i] = wrk.format(body and "POST" or "GET", path, headers, body)
    end
    turn = 0
end

function request()
    turn = turn % #requests + 1
    return requests[turn]
end

local expected = os.getenv("EXPECTED")

function response(status, headers, body)
    if status ~= 200 or not body:find(expected, 1, true) or body:find('"isError":true', 1, true) then
        if bad == 0 then
            io.stderr:write("bad reply: ", status, " ", body:sub(1, 300), "\n")
        end
        bad = bad + 1
    end
end

function done(summary, latency, requests)
    local bad = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
    for _, thread in ipairs(threads) do
        bad = bad + thread:get("bad")
    end
    io.write(string.format("RESULT %d %d %d %d\n", summary.requests, bad, latency:percentile(50), latency:percentile(99)))
end
