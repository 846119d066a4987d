# The server, both databases and the configuration. Sourced by `run`.
# shellcheck shell=bash disable=SC2154

sql() { psql -qXAt -v ON_ERROR_STOP=1 -d "$@"; }
both() { sql staging -c "$1"; sql production -c "$1"; }

start_server() {
    chmod 711 "$work"
    mkdir -m 700 "$work/home"
    "$root/scripts/postgres" start "$work/pg" >/dev/null
    export PGHOST=$work/pg PGUSER=postgres PGOPTIONS='-c client_min_messages=error'
    cd "$work/home" || return
    configure
    sql postgres -c "ALTER SYSTEM SET max_wal_size = '8GB'" -c 'SELECT pg_reload_conf()' >/dev/null
    echo ":: loading $rows rows" >&2
    sql postgres -c 'CREATE DATABASE pristine'
    sql pristine -v rows="$rows" -f "$root/Benchmarks/schema.sql"
    sql pristine -f "$root/Benchmarks/small.sql"
}

configure() {
    # A change of every tenth row is nothing to be asked about here.
    local guards='guards: {max_changed: 100%, max_deletes: 100%}'
    cat >seedd.yaml <<YAML
version: 1
environments:
  staging: {url: "host=$PGHOST user=postgres dbname=staging"}
  production: {url: "host=$PGHOST user=postgres dbname=production"}
defaults: {mode: mirror}
jobs:
  item: {from: staging, to: production, $guards, tables: [{name: public.item}]}
  small: {from: staging, to: production, $guards, tables: [{name: "small.*"}]}
  many: {from: staging, to: production, $guards, tables: [{name: "many.*"}]}
  tenk: {from: staging, to: production, $guards, tables: [{name: public.tenk}]}
  changes: {from: staging, to: production, $guards, tables: [{name: public.item, track: changes}]}
  stamped: {from: staging, to: production, $guards, tables: [{name: public.item, track: updated_at, trust: true}]}
YAML
    chmod 600 seedd.yaml
}

# Both databases as they were loaded, and no snapshots.
fresh() {
    local name strategy=''
    # Otherwise every page is written to the log as well.
    (($(sql postgres -c 'SHOW server_version_num') < 150000)) || strategy='STRATEGY file_copy'
    for name in staging production; do
        sql postgres -c "DROP DATABASE IF EXISTS $name WITH (FORCE)" -c "CREATE DATABASE $name TEMPLATE pristine $strategy"
    done
    sql postgres -c CHECKPOINT
    rm -rf snapshots
}

# A target for the others: where one has replaced all rows, seedd's next snapshot would find every row written anew.
target_beside() {
    beside=beside
    sql postgres -c "DROP DATABASE IF EXISTS $beside WITH (FORCE)" -c "CREATE DATABASE $beside TEMPLATE pristine"
}

# 1, 10 or 100 of every 1000 rows of the source get other values.
change() { sql staging -c "UPDATE public.item SET template = template || '.', updated_at = now() WHERE id % 1000 < $1"; }

# 10 % updated, 1 % inserted, 1 % deleted: other rows each time, up to 39 times.
churned=0
churn() {
    churned=$((churned + 1))
    change 100
    sql staging -c "DELETE FROM public.item WHERE id % 100 = 10 + $churned AND id <= $rows" -c "INSERT INTO public.item
        SELECT id + $rows::bigint * $churned, code || '-$churned', name, description, template, settings, is_active,
            created_at, updated_at FROM public.item WHERE id % 100 = 50 AND id <= $rows"
}

vacuum() {
    both 'VACUUM ANALYZE public.item'
    [[ -z ${beside:-} ]] || sql "$beside" -c 'VACUUM ANALYZE public.item'
}
