# tracked tables: nothing changed, 0.1 % changed
# shellcheck shell=bash disable=SC2154
fresh
# Without it the column is watched, and the rows are found by transaction all the same.
both 'CREATE INDEX ON public.item (updated_at)'
declare -A methods=([changes]='read by transaction' [stamped]='read by its index on updated_at')

# sample_tracked NAME JOB: a run of the job, which must read its table by the method that is to be measured.
sample_tracked() {
    sample "$1" "$seedd" sync "$2" --apply -v
    grep -qF "${methods[$2]}" "$work/errors" || {
        echo "bench: $1 was not ${methods[$2]}:" >&2
        cat "$work/errors" >&2
        return 1
    }
}

# What tracking goes by is written by a run; the first one compares in full.
"$seedd" snapshot item -q >/dev/null
for job in changes stamped; do
    change 1
    "$seedd" sync "$job" --apply -q >/dev/null
done
for _ in $(seq "$rounds"); do
    for job in changes stamped; do
        # It has yet to read what others promoted since its last run.
        "$seedd" sync "$job" --apply -q >/dev/null
        sample_tracked "same-$job" "$job"
        mark=$(sql staging -c 'SELECT now()')
        change 1
        sample_tracked "$job" "$job"
    done
    change 1
    sample_pgsync pgsync item "WHERE updated_at > '$mark'" --overwrite
    change 1
    sample content "$seedd" sync item --apply
    vacuum
done
report "track: changes, nothing changed" same-changes "sync by content, 0.1 % updated" content
report "track: changes, 0.1 % updated, with its snapshot" changes "sync by content, 0.1 % updated" content
report "track: updated_at, trusted, nothing changed" same-stamped "sync by content, 0.1 % updated" content
report "track: updated_at, trusted, 0.1 % updated, with its snapshot" stamped "sync by content, 0.1 % updated" content
report "track: changes, 0.1 % updated, with its snapshot" changes "pgsync WHERE updated_at, no deletes" pgsync
report "track: updated_at, trusted, 0.1 % updated, with its snapshot" stamped "pgsync WHERE updated_at, no deletes" pgsync
