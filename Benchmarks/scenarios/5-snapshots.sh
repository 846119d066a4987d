# snapshots: whole, nothing changed, 0.1 % changed
# shellcheck shell=bash disable=SC2154
fresh
for _ in $(seq "$rounds"); do
    rm -rf snapshots
    sample full "$seedd" snapshot item
    sample_shell stream "psql -qXAt -d production -c 'COPY public.item TO STDOUT' | zstd -3 -q -f -o '$work/item.zst'"
    sample dump pg_dump -Fc -t public.item -f "$work/item.dump" production
    sample same "$seedd" snapshot item
    sql production -c "UPDATE public.item SET template = template || '.', updated_at = now() WHERE id % 1000 < 1"
    sample delta "$seedd" snapshot item
done
report "full snapshot, read back" full "COPY, zstd -3" stream
report "full snapshot, read back" full "pg_dump -Fc" dump
report "snapshot, 0.1 % changed since the last" delta "full snapshot" full
report "snapshot, nothing changed since the last" same "full snapshot" full
