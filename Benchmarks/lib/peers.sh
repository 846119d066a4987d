# Other tools, where they are installed: by `make bench-peers`, or anywhere on PATH. Sourced by `run`.
# shellcheck shell=bash disable=SC2154

peers=(pgsync reladiff pg_comparator)

find_peers() {
    local peer
    PATH=$root/.build/bench-peers/bin:$PATH
    for peer in "${peers[@]}"; do
        has "$peer" || note "$peer is not installed here: its lines are missing."
    done
    # It knows no Unix socket.
    ! has reladiff || listen
}

has() { command -v "$1" >/dev/null; }

# On a free port of the loopback interface, for tools that need one.
listen() {
    port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
    sql postgres -c "ALTER SYSTEM SET listen_addresses = '127.0.0.1'" -c "ALTER SYSTEM SET port = $port"
    "$root/scripts/postgres" stop "$work/pg"
    PGPORT=$port "$root/scripts/postgres" start "$work/pg" >/dev/null {lifeline}>&-
    export PGPORT=$port
    sed -i "s/ user=postgres/ port=$port user=postgres/" seedd.yaml
}

socket_url() { echo "postgresql:///$1?host=$PGHOST&user=postgres${PGPORT:+&port=$PGPORT}"; }

# pgsync NAME TABLES [ARGUMENT...]: copies tables from staging to production, which replaces all rows of them.
sample_pgsync() {
    local name=$1 tables=$2
    shift 2
    ! has pgsync || sample "$name" pgsync "$tables" "$@" --from "$(socket_url staging)" --to "$(socket_url "${beside:-production}")" \
        --to-safe --defer-constraints
}

sample_reladiff() { # sample_reladiff NAME TABLE: compares every column
    ! has reladiff || sample "$1" reladiff "postgresql://postgres@127.0.0.1:$PGPORT/staging" "$2" \
        "postgresql://postgres@127.0.0.1:$PGPORT/production" "$2" -k id -c % --stats
}

sample_pg_comparator() { # sample_pg_comparator NAME TABLE: compares every column
    ! has pg_comparator || sample "$1" pg_comparator --threads "pgsql://postgres@/staging/$2" "pgsql://postgres@/production/$2"
}
