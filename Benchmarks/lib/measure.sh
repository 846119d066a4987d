# Samples and what is made of them. Sourced by `run`.
# shellcheck shell=bash disable=SC2154

# sample NAME COMMAND...: its seconds and peak kilobytes, as one more sample of that name.
sample() {
    local name=$1
    shift
    /usr/bin/time -a -o "$work/samples/$name" -f '%e %M' "$@" >/dev/null 2>"$work/errors" || {
        echo "bench: failed: $*" >&2
        cat "$work/errors" >&2
        return 1
    }
}

# A command line of the shell, for pipes.
sample_shell() { sample "$1" bash -o pipefail -c "$2"; }

median() { cut -d' ' -f1 "$work/samples/$1" | sort -n | awk '{a[NR] = $1} END {print a[int((NR + 1) / 2)]}'; }
peak() { cut -d' ' -f2 "$work/samples/$1" | sort -n | tail -n 1; }

# report WORK SAMPLES BESIDE SAMPLES: a line of the table, if there are samples of both.
report() {
    local ours beside ratio
    [[ -f $work/samples/$4 ]] || return 0
    ours=$(median "$2") beside=$(median "$4")
    # Two hundredths of a second are as short as /usr/bin/time tells apart.
    ratio=$(awk -v a="$ours" -v b="$beside" 'BEGIN {if (b < 0.02) print "-"; else printf "%.2f", a / b}')
    echo "| $1 | $ours | $3 | $beside | $ratio | $(($(peak "$2") / 1024)) |" | tee -a "$work/results" >&2
}

# A sentence that belongs under the table.
note() { echo "- $*" | tee -a "$work/notes" >&2; }

# What the servers do anyway: a COPY from the one into the other, or into the database that `beside` names. All rows of
# the target go first, if so wanted.
copy_pipe() { # copy_pipe TABLE [truncate]
    local before=''
    [[ -z ${2:-} ]] || before="-c 'TRUNCATE $1'"
    echo "psql -qXAt -d staging -c 'COPY $1 TO STDOUT' | psql -qXAt -d ${beside:-production} -c BEGIN $before -c 'COPY $1 FROM STDIN' -c COMMIT"
}
