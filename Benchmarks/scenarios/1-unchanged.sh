# plan of a table in which nothing differs
# shellcheck shell=bash disable=SC2154
fresh
hashes="SELECT count(*), sum(hash_record_extended(row(id, code, name, description, template, settings::text, is_active,
    created_at, updated_at), 42)) FROM public.item"
for _ in $(seq "$rounds"); do
    sample_shell scans "psql -qXAt -d staging -c '$hashes' & psql -qXAt -d production -c '$hashes'; wait"
    sample plan "$seedd" plan item
    sample_reladiff reladiff item
    sample_pg_comparator pg_comparator item
done
report "plan, $rows rows, nothing differs" plan "two bare digest scans at once" scans
report "plan, $rows rows, nothing differs" plan reladiff reladiff
report "plan, $rows rows, nothing differs" plan pg_comparator pg_comparator
note "Between the databases for the unchanged table, of rows, keys and digests: $("$seedd" plan item -v 2>&1 >/dev/null |
    sed -n 's/^public\.item:.* \([0-9]* bytes\) shipped.*/\1/p')."
