# rollback of 0.1 % updated rows
# shellcheck shell=bash disable=SC2154
fresh
"$seedd" snapshot item -q >/dev/null
sql production -c 'COPY public.item TO STDOUT' >"$work/saved"
for _ in $(seq "$rounds"); do
    change 1
    "$seedd" sync item --apply -q >/dev/null
    sample rollback "$seedd" rollback latest --apply
    # What a rollback undid would be held.
    "$seedd" release item -q >/dev/null
    sample_shell restore "psql -qXAt -d production -c BEGIN -c 'TRUNCATE public.item' -c 'COPY public.item FROM STDIN' -c COMMIT <'$work/saved'"
    vacuum
done
rm "$work/saved"
report "rollback of 0.1 %, with its own snapshot" rollback "TRUNCATE + COPY of a saved file" restore
