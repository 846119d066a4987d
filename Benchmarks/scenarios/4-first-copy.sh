# copy of a whole table into an empty one
# shellcheck shell=bash disable=SC2154
fresh
empty() { sql production -c 'TRUNCATE public.item' -c CHECKPOINT; }
for _ in $(seq "$rounds"); do
    empty
    sample sync "$seedd" sync item --apply
    empty
    sample_shell pipe "$(copy_pipe public.item)"
    empty
    sample_pgsync pgsync item
done
report "first copy" sync "psql COPY to psql COPY" pipe
report "first copy" sync pgsync pgsync
