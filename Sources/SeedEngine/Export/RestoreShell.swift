/// `restore.sh` of an export. No name from a database is in it.
struct RestoreShell {
    let id: SnapshotID

    var text: String {
        """
        #!/bin/sh
        # Puts the rows of snapshot \(id) back; needs psql and zstd.
        set -eu

        usage() {
            echo "usage: sh restore.sh [--dry-run] DATABASE [PSQL OPTION...]"
            echo "DATABASE is a name or a connection string, such as 'service=production'."
        }

        dry_run=
        while [ $# -gt 0 ]; do
            case $1 in
                --dry-run) dry_run=1 ;;
                --help) usage; exit 0 ;;
                --) shift; break ;;
                *) break ;;
            esac
            shift
        done
        if [ $# -eq 0 ]; then
            usage >&2
            exit 64
        fi

        cd -- "$(dirname -- "$0")"
        for program in psql zstd; do
            if ! command -v "$program" >/dev/null; then
                echo "restore.sh: $program is not installed" >&2
                exit 69
            fi
        done
        if command -v sha256sum >/dev/null; then
            if ! sha256sum -c SHA256SUMS >&2; then
                echo "restore.sh: the export is damaged; nothing was written" >&2
                exit 65
            fi
        fi

        if [ -n "$dry_run" ]; then
            echo "What restoring snapshot \(id) would do:"
            exec psql -X -v ON_ERROR_STOP=1 -v dry_run=1 -f restore.sql "$@"
        fi
        echo "Restoring snapshot \(id):"
        exec psql -X -v ON_ERROR_STOP=1 -f restore.sql "$@"

        """
    }
}
