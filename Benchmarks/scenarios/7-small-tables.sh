# whole processes where there is little to do: 10,000 rows, 50 tables of 500 rows
# shellcheck shell=bash disable=SC2154
fresh
"$seedd" sync small tenk --apply -q >/dev/null
change_small() {
    for n in $(seq 50); do echo "UPDATE small.t$n SET code = code || '.' WHERE id % 10 = 3;"; done | sql staging
}
for _ in $(seq "$rounds"); do
    sample tenk "$seedd" plan tenk
    sample_pgsync pgsync-tenk tenk
    sample fifty "$seedd" plan small
    sample_pgsync pgsync-fifty 'small.*'
    sample_shell noop "psql -qXAt -d staging -c 'SELECT 1'; psql -qXAt -d production -c 'SELECT 1'"
    change_small
    sample changed "$seedd" sync small --apply
    change_small
    sample_pgsync pgsync-changed 'small.*'
    sql staging -c 'VACUUM' && sql production -c 'VACUUM'
done
for beside in "two psql that do nothing:noop:noop:noop" "pgsync:pgsync-tenk:pgsync-fifty:pgsync-changed"; do
    IFS=: read -r label ten fifty changed <<<"$beside"
    report "plan, 10,000 rows, nothing differs" tenk "$label" "$ten"
    report "plan, 50 tables of 500 rows, nothing differs" fifty "$label" "$fifty"
    report "sync, 50 tables of 500 rows, 10 % updated" changed "$label" "$changed"
done
