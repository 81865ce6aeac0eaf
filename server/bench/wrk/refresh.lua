-- Each connection refreshes with the token that was given longest ago. Arguments: the first tokens.
local headers = { ["content-type"] = "application/json" }
local tokens, first, last = {}, 1, 0
local isChecked = false

function init(arguments)
  for _, token in ipairs(arguments) do
    last = last + 1
    tokens[last] = token
  end
end

function request()
  -- wrk makes one request before it connects, to see what it is like, and does not send it.
  if not isChecked then
    isChecked = true
    return wrk.format("GET", "/")
  end
  local token = tokens[first]
  tokens[first] = nil
  first = first + 1
  return wrk.format("POST", "/auth/refresh", headers, '{"refresh_token":"' .. token .. '"}')
end

function response(_, _, body)
  last = last + 1
  tokens[last] = string.match(body, '"refresh_token":"([^"]+)"')
end
