# 500 tables of 200 rows: plans, a sync of 1 % of the rows of each, and its rollback
# shellcheck shell=bash disable=SC2154
tables=500
sql pristine -v tables=$tables -f "$root/Benchmarks/many.sql" >/dev/null
fresh
# Databases of other scenarios are made from it as well.
sql pristine -c 'DROP SCHEMA many CASCADE'
"$seedd" snapshot many -q >/dev/null
each() { for n in $(seq $tables); do echo "${1//TABLE/many.t$n}"; done; }
each "SELECT count(*), sum(hash_record_extended(row(id, code, name, description, settings::text, at, parent), 42)) FROM TABLE;" >"$work/hashes"
scans="psql -qXAt -d staging -f '$work/hashes' & psql -qXAt -d production -f '$work/hashes'; wait"
for _ in $(seq "$rounds"); do
    sample same "$seedd" plan many
    sample_shell scans "$scans"
done
for _ in $(seq "$rounds"); do
    each "UPDATE TABLE SET name = name || '.', at = at + interval '1 s' WHERE id % 100 = 7;" | sql staging
    sample changed "$seedd" plan many
    sample_shell scans "$scans"
    sample sync "$seedd" sync many --apply
    sample rollback "$seedd" rollback latest --apply
    "$seedd" release many -q >/dev/null
    "$seedd" sync many --apply -q >/dev/null
    both VACUUM
done
report "plan, $tables tables of 200 rows, nothing differs" same "two bare digest queries a table, two psql at once" scans
report "plan, $tables tables of 200 rows, 1 % of each updated" changed "two bare digest queries a table, two psql at once" scans
report "sync, $tables tables of 200 rows, 1 % of each updated, with its snapshot" sync "two bare digest queries a table, two psql at once" scans
report "rollback of it, with its own snapshot" rollback "two bare digest queries a table, two psql at once" scans
