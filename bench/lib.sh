# shellcheck shell=bash
# What bench/run is made of.

say() { printf 'bench: %s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }
need() { PATH=$PATH:/usr/sbin command -v "$1" >/dev/null || fail "$1 is missing; on Debian: apt-get install -y $2"; }

declare -A cpu_us rate p50 p99 gateway_pid postmaster token access_token
pids=() database=()
clean_up() {
    local pid
    for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
    wait 2>/dev/null || true
    [[ -n $keep ]] || rm -rf "$work"
}

# The reply of the upstream: an order in 1 KB of JSON.
order() {
    local lines='' i
    for i in 1 2 3 4 5 6 7; do
        lines+="{\"sku\":\"ROPE-10MM-$i\",\"title\":\"Braided mooring rope, 10 mm x 30 m\",\"quantity\":$i,\"price\":\"48.50\",\"currency\":\"EUR\"},"
    done
    printf '{"id":"ord-4711","status":"shipped","customer":{"id":"cus-1","name":"Nordlys Sailing School"},"lines":[%s],"total":"1358.00"}' "${lines%,}"
}

build() {
    say "building"
    "$ROOT/airlock" --help >/dev/null
    (cd "$ROOT" && JAVA_HOME=$(jdk) mvn -q -B -ntp -Pquick -pl bootstrap -am test-compile dependency:build-classpath \
        -Dmdep.outputFile="$work/classpath") || fail "the fixtures do not compile"
    fixtures=$ROOT/bootstrap/target/test-classes:$ROOT/bootstrap/target/classes:$(cat "$work/classpath")
    java=$(jdk)/bin/java
}

jdk() {
    local home
    for home in "${AIRLOCK_JAVA_HOME:-}" "${JAVA_HOME:-}" /usr/lib/jvm/*25*; do
        [[ -x $home/bin/javac ]] && "$home/bin/java" -version 2>&1 | grep -q '"25' && { printf '%s\n' "$home"; return; }
    done
    fail "a JDK 25 is missing; set AIRLOCK_JAVA_HOME to where it is"
}

fixture() { "$java" -Xmx256m -cp "$ROOT/bench:$fixtures" "dev.airlock.bench.$1" "${@:2}"; }

start_nginx() {
    local dir=$work/$1 conf
    mkdir -p "$dir"
    conf=$(<"$ROOT/bench/nginx.conf")
    conf=${conf//@DIR@/$dir}
    printf '%s\n' "${conf//@SERVER@/$3}" >"$dir/nginx.conf"
    chmod 755 "$work" "$dir"
    PATH=$PATH:/usr/sbin taskset -c "$2" nginx -p "$dir" -c "$dir/nginx.conf" &
    pids+=($!)
    await "$dir/nginx.pid"
}

await() {
    local i
    for ((i = 0; i < 200; i++)); do [[ -s $1 ]] && return; sleep 0.05; done
    fail "$1 does not appear"
}

start_bare() {
    taskset -c "$SYSTEM_CPU" "$java" -Xmx512m -XX:+UseSerialGC -cp "$ROOT/bench:$fixtures" dev.airlock.bench.BareGateway \
        "$BARE" "$UPSTREAM" 2>"$work/bare.log" &
    bare_pid=$!
    pids+=("$bare_pid")
}

# install_airlock NAME PORT SERVERS TOOLS: a data directory filled through Airlock's own verbs.
install_airlock() {
    local dir=$work/$1
    if [[ ! -f $dir/token ]]; then
        say "installing $3 servers of $4 tools"
        mkdir -p "$dir"
        chmod 700 "$dir"
        fixture BenchInstallation "$dir" "$UPSTREAM" "$3" "$4" >"$dir/install.log" 2>&1 ||
            { tail -20 "$dir/install.log" >&2; fail "the installation failed"; }
    fi
    cat >"$dir/config.yml" <<YAML
dataDirectory: $dir
http: {port: $2, adminPort: 0, baseUrl: "http://127.0.0.1:$2"}
keys: {masterKeyFile: $dir/master.key}
upstream: {allow: ["127.0.0.1:$UPSTREAM"]}
logging: {level: WARN}
YAML
}

# serve NAME: the product as it is served; returns when it answers calls.
serve() {
    token[$1]=$(<"$work/$1/token")
    "${@:2}" "$ROOT/airlock" serve "$work/$1/config.yml" >"$work/$1/serve.log" 2>&1 &
    gateway_pid[$1]=$!
    pids+=($!)
    local i
    for ((i = 0; i < 1500; i++)); do
        kill -0 "${gateway_pid[$1]}" 2>/dev/null || { tail -20 "$work/$1/serve.log" >&2; fail "Airlock ended"; }
        call "$1" && return
        sleep 0.02
    done
    fail "Airlock does not answer"
}

# start_gateway NAME: serves it on its processor, with its PostgreSQL on the other one.
start_gateway() {
    serve "$1" taskset -c "$SYSTEM_CPU"
    postmaster[$1]=$(head -1 "$(find "$work/$1/postgresql" -name postmaster.pid)")
    local pid
    for pid in $(database_pids "$1"); do taskset -p -c "$LOAD_CPU" "$pid" >/dev/null; done
    fixture RefreshLoad "$work/$1" "$(port_of "$1")" 1 >/dev/null
    access_token[$1]=$(<"$work/$1/access-token")
}

port_of() { case $1 in many) echo "$LARGE_GATEWAY" ;; *) echo "$GATEWAY" ;; esac; }
database_pids() { echo "${postmaster[$1]}"; pgrep -P "${postmaster[$1]}"; }

readonly ARGUMENTS='{"orderId":"ord-4711","limit":50,"currency":"EUR","since":"2026-01-01","X-Trace":"bench"}'
readonly MESSAGE='{"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"getOrder","arguments":'$ARGUMENTS'}}'

call() {
    curl -sf -m 5 "http://127.0.0.1:$(port_of "$1")/mcp/bench/orders-1" -H "Authorization: Bearer ${token[$1]}" -d "$MESSAGE" \
        -H 'Content-Type: application/json' -H 'Accept: application/json, text/event-stream' 2>/dev/null | grep -q '"structuredContent":{"id":"ord-4711"'
}

stop_gateway() {
    kill "${gateway_pid[$1]}"
    wait "${gateway_pid[$1]}" 2>/dev/null || true
}

# Which installation a variant of a call goes to, if any.
installation() {
    case $1 in
        airlock | oauth | conditional) echo one ;;
        large | large-oauth | spread) echo many ;;
    esac
}

# load VARIANT SECONDS: one run of wrk; prints "requests bad p50 p99".
load() {
    local name port target=/mcp/bench/orders-1 body=$MESSAGE targets=1 bearer=none expected='"structuredContent":{"id":"ord-4711"'
    name=$(installation "$1")
    [[ -z $name ]] || { port=$(port_of "$name"); bearer=${token[$name]}; }
    case $1 in
        direct) port=$UPSTREAM target=/v1/orders/ord-4711 body='' bearer=$CREDENTIAL expected='"id":"ord-4711"' ;;
        nginx) port=$PROXY bearer=$CREDENTIAL expected='"id":"ord-4711"' ;;
        bare) port=$BARE ;;
        oauth | large-oauth) bearer=${access_token[$name]} ;;
        conditional) target=/mcp/bench/conditional ;;
        spread) target=/mcp/bench/orders-%d targets=$servers ;;
    esac
    local -a settings=(TARGET="$target" TARGETS="$targets" TOKEN="$bearer" EXPECTED="$expected")
    [[ -z $body ]] || settings+=(BODY="$body")
    env "${settings[@]}" taskset -c "$LOAD_CPU" wrk -t1 -c32 -d"$2s" --timeout 30s -s "$ROOT/bench/check.lua" "http://127.0.0.1:$port" |
        sed -n 's/^RESULT //p'
}

# warm VARIANT [TIMES]
warm() {
    local done=0 requests bad rest
    while ((done < warm_up * ${2:-1})); do
        read -r requests bad rest < <(load "$1" 5)
        ((${bad:-1} == 0 && requests > 0)) || fail "${bad:-no} bad replies of ${requests:-no} while warming up $1"
        ((done += requests))
    done
}

# Ticks of user and system time that processes have used.
ticks() {
    local pid sum=0 stat
    for pid in "$@"; do
        [[ -r /proc/$pid/stat ]] || continue
        read -r -a stat < <(sed 's/.*) //' "/proc/$pid/stat")
        ((sum += stat[11] + stat[12]))
    done
    echo "$sum"
}

# measure VARIANT: one round, added to the variant's figures.
measure() {
    local pid='' before=0 after=0 db=0 requests bad median99 slow name
    name=$(installation "$1")
    case $1 in
        direct) ;;
        nginx) pid=$proxy_pid ;;
        bare) pid=$bare_pid ;;
        *) pid=${gateway_pid[$name]}; db=$(ticks $(database_pids "$name")) ;;
    esac
    [[ -z $pid ]] || before=$(ticks "$pid")
    read -r requests bad median99 slow < <(load "$1" "$seconds")
    [[ -z $pid ]] || after=$(ticks "$pid")
    ((requests > 0 && bad == 0)) || fail "$bad bad replies of $requests in a round of $1"
    cpu_us[$1]+=" $(per_call $((after - before)) "$requests")"
    rate[$1]+=" $((requests / seconds))"
    p50[$1]+=" $median99"
    p99[$1]+=" $slow"
    if [[ -n $name ]]; then
        database+=("$(per_call $(($(ticks $(database_pids "$name")) - db)) "$requests")")
    fi
}

per_call() { awk -v t="$1" -v n="$2" -v hz="$(getconf CLK_TCK)" 'BEGIN {printf "%.1f", t * 1e6 / hz / n}'; }
median() { printf '%s\n' "$@" | sort -g | awk '{v[NR] = $1} END {print v[int((NR + 1) / 2)]}'; }
ratio() { awk -v a="$1" -v b="$2" 'BEGIN {printf "%.2f", a / b}'; }
of() { local -n figures=$1; median ${figures[$2]}; }

http_request() {
    printf '%s %s HTTP/1.1\r\nHost: 127.0.0.1:%s\r\nAuthorization: Bearer %s\r\n' "$1" "$2" "$3" "$4"
    [[ -z $5 ]] || printf 'Content-Type: application/json\r\nAccept: application/json, text/event-stream\r\nContent-Length: %d\r\n' "${#5}"
    printf '\r\n%s' "$5"
}

# rss NAME: MiB of the gateway's process.
rss() { awk '/VmRSS/ {print int($2 / 1024)}' "/proc/${gateway_pid[$1]}/status"; }

# latency NAME
latency() {
    http_request GET /v1/orders/ord-4711 "$UPSTREAM" "$CREDENTIAL" '' >"$work/direct.http"
    http_request POST /mcp/bench/orders-1 "$BARE" none "$MESSAGE" >"$work/bare.http"
    http_request POST /mcp/bench/orders-1 "$GATEWAY" "${token[$1]}" "$MESSAGE" >"$work/airlock.http"
    taskset -c "$LOAD_CPU" "$java" -Xmx256m -cp "$ROOT/bench:$fixtures" dev.airlock.bench.Latency "$work/$1" direct "$UPSTREAM" "$work/direct.http" \
        bare "$BARE" "$work/bare.http" airlock "$GATEWAY" "$work/airlock.http"
}

# refreshes NAME: prints refreshes per second, p50 and p99, warm.
refreshes() {
    fixture RefreshLoad "$work/$1" "$(port_of "$1")" 20 >/dev/null
    taskset -c "$LOAD_CPU" "$java" -Xmx256m -cp "$ROOT/bench:$fixtures" dev.airlock.bench.RefreshLoad "$work/$1" "$(port_of "$1")" 10
}

# starts NAME: milliseconds from the command to the first answered call, the median of five, data and files warm.
starts() {
    local i begun times=()
    for i in 0 1 2 3 4 5; do
        begun=$(date +%s%N)
        serve "$1"
        ((i == 0)) || times+=($((($(date +%s%N) - begun) / 1000000)))
        stop_gateway "$1"
    done
    median "${times[@]}"
}

report() {
    local variant bare_cpu
    bare_cpu=$(of cpu_us bare)
    echo
    echo "| variant | CPU µs/call | x bare | calls/s | p50 / p99 µs at 32 connections | rounds |"
    echo "|---|---|---|---|---|---|"
    for variant in direct nginx bare airlock oauth conditional; do
        printf '| %s | %s | %s | %s | %s / %s |%s |\n' "$variant" "$(of cpu_us $variant)" "$(ratio "$(of cpu_us $variant)" "$bare_cpu")" \
            "$(of rate $variant)" "$(of p50 $variant)" "$(of p99 $variant)" "${cpu_us[$variant]}"
    done
    echo "PostgreSQL: $database_us µs of CPU per call. Every reply was checked; none was wrong."
    echo
    echo "| at 200 calls/s | p50 µs | p99 µs |"
    echo "|---|---|---|"
    awk '{printf "| %s | %d | %d |\n", $1, $2, $3; p[$1] = $2}
        END {if (p["commit"] > 5000) print "These say nothing: one commit takes longer than the 5 ms between two calls."
             printf "p50 over direct: %.2f ms = one commit (%.2f ms) + %.2f ms\n",
             (p["airlock"] - p["direct"]) / 1000, p["commit"] / 1000, (p["airlock"] - p["direct"] - p["commit"]) / 1000}' "$work/latency"
    echo
    awk '{printf "Token endpoint: %d refreshes a second by 32 clients, p50 / p99 %d / %d µs.\n", $1, $2, $3}' "$work/refreshes"
    echo
    echo "RSS of the gateway after the load: $rss_mib MiB. Start to first answered call: $start_ms ms."
}

# The same call in a large installation, to one server of many and to all of them in turn, beside the small one.
measure_scale() {
    servers=1000
    local clients=10000 grants=100000 variant
    local -a variants=(airlock large large-oauth spread)
    install_airlock many "$LARGE_GATEWAY" "$servers" 100
    start_gateway many
    say "seeding $audit_rows audit rows, $clients clients, $grants grants"
    fixture History "$work/many" "$audit_rows" "$clients" "$grants"
    stop_gateway many
    start_gateway one
    start_gateway many
    for variant in "${variants[@]}"; do warm "$variant"; cpu_us[$variant]=''; done
    # Calls that take turns among so many servers reach their final speed later.
    warm spread 3
    for ((round = 1; round <= rounds; round++)); do
        for variant in "${variants[@]}"; do measure "$variant"; done
    done
    echo
    echo "| installation | CPU µs/call | x | rounds |"
    echo "|---|---|---|---|"
    scaled airlock "1 server, 1 tool"
    scaled large "$servers servers, $((servers * 100)) tools, $audit_rows audit rows, $clients clients, $grants grants; calls to one server"
    scaled large-oauth "the same, with an access token of one of the clients"
    scaled spread "the same, calls to all servers in turn"
    echo "RSS of the large one: $(rss many) MiB"
    refreshes many | awk '{printf "Token endpoint of the large one: %d refreshes a second, p50 / p99 %d / %d µs.\n", $1, $2, $3}'
    stop_gateway one
    stop_gateway many
}

scaled() { echo "| $2 | $(of cpu_us "$1") | $(ratio "$(of cpu_us "$1")" "$(of cpu_us airlock)") |${cpu_us[$1]} |"; }
