# sync of 10 % updated, 1 % inserted and 1 % deleted rows
# shellcheck shell=bash disable=SC2154
fresh
target_beside
"$seedd" snapshot item -q >/dev/null
for _ in $(seq "$rounds"); do
    churn
    sample sync "$seedd" sync item --apply
    churn
    sample_shell pipe "$(copy_pipe public.item truncate)"
    vacuum
    ! has pgsync || churn
    sample_pgsync pgsync item
    ! has pgsync || vacuum
done
report "sync, 10 % + 1 % + 1 %, with its snapshot" sync "TRUNCATE + COPY" pipe
report "sync, 10 % + 1 % + 1 %, with its snapshot" sync pgsync pgsync
