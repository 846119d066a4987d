# tracked tables: nothing changed, 0.1 % changed
# shellcheck shell=bash disable=SC2154
fresh
if ! "$seedd" plan changes -q >/dev/null 2>"$work/errors"; then
    note "Tracked tables are not measured; this seedd says: $(sed 's/^error: //;q' "$work/errors")"
    exit 0
fi
# What tracking goes by is written by a run; the first one compares in full.
"$seedd" snapshot item -q >/dev/null
for job in changes stamped; do
    change 1
    "$seedd" sync "$job" --apply -q >/dev/null
done
for _ in $(seq "$rounds"); do
    for job in changes stamped; do
        sample "same-$job" "$seedd" sync "$job" --apply
        mark=$(sql staging -c 'SELECT now()')
        change 1
        sample "$job" "$seedd" sync "$job" --apply
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
