#!/usr/bin/env bash
# Measures seedd beside the raw limit of the same work, alternating in one run, and prints medians and ratios.
#   Benchmarks/promotion.sh [--rows N] [--rounds N] [--write]     --write puts the table into docs/BENCHMARKS.md
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
seedd=${SEEDD:-$root/.build/release/seedd}
rows=1000000 rounds=5 write=
while [[ $# -gt 0 ]]; do
    case $1 in
        --rows) rows=$2; shift 2 ;;
        --rounds) rounds=$2; shift 2 ;;
        --write) write=1; shift ;;
        *) echo "usage: promotion.sh [--rows N] [--rounds N] [--write]" >&2; exit 64 ;;
    esac
done
[[ -x $seedd ]] || { echo "bench: $seedd is not there; run 'make release'" >&2; exit 66; }
[[ -x /usr/bin/time ]] || { echo "bench: /usr/bin/time is missing; apt-get install time" >&2; exit 69; }

work=$(mktemp -d /var/tmp/seedd-bench.XXXXXX)
# shellcheck disable=SC2034
exec {lifeline}> >(exec setsid "$root/scripts/postgres" guard "$work")
guard=$!
trap 'exec {lifeline}>&-; wait "$guard"' EXIT
trap 'exit 130' INT TERM
chmod 711 "$work"
mkdir -m 700 "$work/home"
"$root/scripts/postgres" start "$work/pg" >/dev/null {lifeline}>&-
export PGHOST=$work/pg PGUSER=postgres PGOPTIONS='-c client_min_messages=error'
cd "$work/home"

sql() { psql -qXAt -v ON_ERROR_STOP=1 -d "$@"; }
both() { sql staging -c "$1"; sql production -c "$1"; }

cat >seedd.yaml <<YAML
version: 1
environments:
  staging: {url: "host=$PGHOST user=postgres dbname=staging"}
  production: {url: "host=$PGHOST user=postgres dbname=production"}
jobs:
  item:
    from: staging
    to: production
    guards: {max_changed: 100%, max_deletes: 100%}
    tables: [{name: public.item, mode: mirror}]
  small:
    from: staging
    to: production
    guards: {max_changed: 100%, max_deletes: 100%}
    tables: [{name: "small.*", mode: mirror}]
  tenk:
    from: staging
    to: production
    tables: [{name: public.tenk, mode: mirror}]
YAML
chmod 600 seedd.yaml

# Seconds and peak kilobytes of a command, appended to a file of samples.
sample() {
    local name=$1
    shift
    /usr/bin/time -a -o "$work/$name" -f '%e %M' "$@" >/dev/null 2>"$work/errors" || { cat "$work/errors" >&2; exit 1; }
}
median() { cut -d' ' -f1 "$work/$1" | sort -n | awk '{a[NR]=$1} END {print a[int((NR+1)/2)]}'; }
peak() { cut -d' ' -f2 "$work/$1" | sort -n | tail -1; }

results=()
# report LABEL SAMPLES PEER-LABEL PEER-SAMPLES
report() {
    local ours peer
    ours=$(median "$2") peer=$(median "$4")
    results+=("| $1 | $ours | $3 | $peer | $(awk "BEGIN {printf \"%.2f\", $ours / $peer}") | $(($(peak "$2") / 1024)) |")
    echo "${results[-1]}" >&2
}

digests="SELECT count(*), sum(hash_record_extended(row(id, code, name, description, template, settings::text, is_active, created_at, updated_at), 42)) FROM public.item"
cat >"$work/scans.sh" <<SH
psql -qXAt -d staging -c "$digests" & psql -qXAt -d production -c "$digests"; wait
SH
echo "psql -qXAt -d staging -c 'COPY public.item TO STDOUT' | psql -qXAt -d production -c 'BEGIN' -c 'TRUNCATE public.item' -c 'COPY public.item FROM STDIN' -c 'COMMIT'" >"$work/pipe.sh"
echo "psql -qXAt -d staging -c 'COPY public.item TO STDOUT' | psql -qXAt -d production -c 'COPY public.item FROM STDIN'" >"$work/copy.sh"

echo ":: loading $rows rows" >&2
sql postgres -c 'CREATE DATABASE staging' -c 'ALTER SYSTEM SET max_wal_size = '"'8GB'" -c 'SELECT pg_reload_conf()' >/dev/null
sql staging -v rows="$rows" -f "$root/Benchmarks/schema.sql"
sql postgres -c 'CREATE DATABASE production TEMPLATE staging'

echo ":: plan, nothing differs" >&2
for _ in $(seq "$rounds"); do
    sample scans bash "$work/scans.sh"
    sample plan "$seedd" plan item
done
report "plan, $rows rows, nothing differs" plan "two bare digest scans at once" scans

change() { # change PER-THOUSAND ROUND
    sql staging -c "UPDATE public.item SET template = template || '.', updated_at = now() WHERE id % 1000 < $1"
}
echo ":: sync, 0.1 % updated" >&2
for _ in $(seq "$rounds"); do
    change 1
    sample sync1 "$seedd" sync item --apply
    sample rollback1 "$seedd" rollback latest --apply
    # What a rollback undid would be held.
    "$seedd" release item -q >/dev/null
    sample sync1 "$seedd" sync item --apply
    change 1
    sample pipe1 bash "$work/pipe.sh"
    sql production -c 'VACUUM ANALYZE public.item'
done
report "sync, 0.1 % updated, with its snapshot" sync1 "TRUNCATE + COPY" pipe1
report "rollback of it, with its own snapshot" rollback1 "TRUNCATE + COPY" pipe1

echo ":: snapshots" >&2
echo "psql -qXAt -d production -c 'COPY public.item TO STDOUT' | zstd -3 -q -f -o $work/item.zst" >"$work/stream.sh"
for _ in $(seq "$rounds"); do
    rm -rf snapshots
    sample full "$seedd" snapshot item
    sample stream bash "$work/stream.sh"
    sample dump pg_dump -Fc -t public.item -f "$work/item.dump" production
    sample same "$seedd" snapshot item
    sql production -c "UPDATE public.item SET template = template || '.', updated_at = now() WHERE id % 1000 < 1"
    sample delta "$seedd" snapshot item
done
report "full snapshot, read back" full "COPY, zstd -3" stream
report "full snapshot, read back" full "pg_dump -Fc" dump
report "snapshot, 0.1 % changed since the last" delta "full snapshot" full
report "snapshot, nothing changed since the last" same "full snapshot" full
both 'VACUUM ANALYZE public.item'

echo ":: sync, 10 % updated, 1 % inserted, 1 % deleted" >&2
for round in $(seq "$rounds"); do
    change 100
    sql staging -c "DELETE FROM public.item WHERE id % 100 = 10 + $round AND id <= $rows" -c "INSERT INTO public.item SELECT id + $rows * $round, code || '-$round', name, description, template, settings, is_active, created_at, updated_at FROM public.item WHERE id % 100 = 50 AND id <= $rows"
    sample sync12 "$seedd" sync item --apply
    change 1
    sample pipe12 bash "$work/pipe.sh"
    both 'VACUUM ANALYZE public.item'
done
report "sync, 10 % + 1 % + 1 %, with its snapshot" sync12 "TRUNCATE + COPY" pipe12

echo ":: first copy" >&2
for _ in $(seq "$rounds"); do
    sql production -c 'TRUNCATE public.item'
    sample first "$seedd" sync item --apply
    sql production -c 'TRUNCATE public.item'
    sample copy bash "$work/copy.sh"
done
report "first copy" first "psql COPY to psql COPY" copy

echo ":: small tables" >&2
both 'CREATE SCHEMA small'
for n in $(seq 50); do echo "CREATE TABLE small.t$n AS SELECT g AS id, md5(g::text) AS code, now()::timestamptz(0) AS at FROM generate_series(1, 500) g; ALTER TABLE small.t$n ADD PRIMARY KEY (id);"; done >"$work/small.sql"
both "$(cat "$work/small.sql")"
both "CREATE TABLE public.tenk AS SELECT * FROM public.item ORDER BY id LIMIT 10000"
both "ALTER TABLE public.tenk ADD PRIMARY KEY (id)"
sql staging -c 'SELECT 1' >/dev/null
"$seedd" sync small tenk --apply -q >/dev/null
echo "psql -qXAt -d staging -c 'SELECT 1'; psql -qXAt -d production -c 'SELECT 1'" >"$work/noop.sh"
for _ in $(seq "$rounds"); do
    sample tenk "$seedd" plan tenk
    sample fifty "$seedd" plan small
    sample noop bash "$work/noop.sh"
    for n in $(seq 50); do echo "UPDATE small.t$n SET code = code || '.' WHERE id % 10 = 3;"; done | sql staging
    sample fifty10 "$seedd" sync small --apply
done
report "plan, 10,000 rows, whole process" tenk "two psql that do nothing" noop
report "plan, 50 tables of 500 rows, nothing differs" fifty "two psql that do nothing" noop
report "sync, 50 tables of 500 rows, 10 % updated" fifty10 "two psql that do nothing" noop

table() {
    echo "| work | seedd s | beside | s | ratio | seedd MB |"
    echo "|---|---|---|---|---|---|"
    printf '%s\n' "${results[@]}"
}
table
[[ -z $write ]] || {
    {
        sed '/<!-- results -->/,$d' "$root/docs/BENCHMARKS.md"
        echo "<!-- results -->"
        echo
        echo "$(date -u +%F), $(nproc) cores, PostgreSQL $(sql postgres -c 'SHOW server_version'), medians of $rounds rounds:"
        echo "\`make release && Benchmarks/promotion.sh --rows $rows --rounds $rounds --write\`"
        echo
        table
    } >"$work/BENCHMARKS.md"
    cp "$work/BENCHMARKS.md" "$root/docs/BENCHMARKS.md"
}
