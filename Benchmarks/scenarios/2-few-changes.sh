# sync of 0.1 % updated rows
# shellcheck shell=bash disable=SC2154
fresh
target_beside
# The first snapshot of a table is whole; it has a scenario of its own.
"$seedd" snapshot item -q >/dev/null
for _ in $(seq "$rounds"); do
    change 1
    sample sync "$seedd" sync item --apply
    change 1
    sample_shell pipe "$(copy_pipe public.item truncate)"
    vacuum
    change 1
    sample_pgsync pgsync item
    ! has pgsync || vacuum
done
report "sync, 0.1 % updated, with its snapshot" sync "TRUNCATE + COPY" pipe
report "sync, 0.1 % updated, with its snapshot" sync pgsync pgsync
