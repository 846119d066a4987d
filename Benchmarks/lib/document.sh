# The table, for the terminal and docs/BENCHMARKS.md. Sourced by `run`.
# shellcheck shell=bash disable=SC2154

document() {
    echo "| work | seedd s | beside | s | ratio | seedd MB |"
    echo "|---|---|---|---|---|---|"
    cat "$work/results"
    [[ ! -s $work/notes ]] || { echo; cat "$work/notes"; }
}

write_document() {
    local file=$root/docs/BENCHMARKS.md command="Benchmarks/run --rows $rows --rounds $rounds"
    local scenario
    for scenario in "${only[@]}"; do command+=" --only $scenario"; done
    {
        sed '/<!-- results -->/,$d' "$file"
        echo "<!-- results -->"
        echo
        echo "$(date -u +%F), $(nproc) cores, PostgreSQL $(sql postgres -c 'SHOW server_version'), medians of $rounds rounds:"
        echo "\`make release && $command --write\`"
        echo
        document
    } >"$work/document"
    cat "$work/document" >"$file"
}
