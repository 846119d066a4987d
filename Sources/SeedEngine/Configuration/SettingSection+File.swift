import SeedModel

extension SettingSection {
    static let file = SettingSection(
        name: "the file",
        keys: [
            Key("version", .whole(1...1), "Version of the file's format.", required: true),
            Key("environments", .named(environment), "Named PostgreSQL databases.", required: true),
            Key("defaults", .section(defaults), "Inherited by every job and table; each can override a key."),
            Key("jobs", .named(job), "Named lists of tables promoted from one environment to another."),
            Key("snapshots", .section(snapshots), "Where snapshots live and how many are kept."),
            Key("daemon", .section(daemon), "How the daemon runs jobs."),
            Key("journal", .section(journal), "How entries of the system journal are marked."),
            Key("metrics", .section(metrics), "Where numbers about runs are published."),
        ])

    static let environment = SettingSection(
        name: "an environment",
        keys: [
            Key("url", .text, "libpq URI or keyword string; $VAR and ${VAR} are expanded."),
            Key("url_env", .text, "Name of the environment variable that holds the connection string."),
            Key("url_credential", .text, "Name of a file in $CREDENTIALS_DIRECTORY that holds it."),
            Key("protected", .boolean, "Writes need the environment's name typed or passed with --confirm."),
            Key("role", .text, "SET ROLE after connecting."),
            Key("lock_timeout", .interval, "How long a statement waits for a lock; default 5s."),
            Key("statement_timeout", .interval, "How long a statement may run; default 10min."),
            Key("connections", .whole(1...64), "How many a job has open at once, at most; default 4."),
        ])

    static let snapshots = SettingSection(
        name: "snapshots",
        keys: [
            Key("directory", .text, "Default $STATE_DIRECTORY/snapshots, else ./snapshots."),
            Key("schedule", .schedule, "Periodic snapshots of every job's target tables."),
            Key("compression", .whole(1...19), "zstd level; default 3."),
            Key("keep", .section(keep), "Which snapshots stay; the others go after a run of their job."),
            Key("max_size", .size, "Of all snapshots together; one that goes beyond it is refused."),
        ])

    static let keep = SettingSection(
        name: "keep",
        keys: [
            Key("last", .whole(0...100_000), "The newest ones; default 10."),
            Key("daily", .whole(0...100_000), "The newest of each of so many days; default 7."),
            Key("weekly", .whole(0...100_000), "The newest of each of so many weeks; default 5."),
            Key("monthly", .whole(0...100_000), "The newest of each of so many months; default 12."),
            Key("within", .interval, "All that are at most so much older than the newest."),
        ])

    static let daemon = SettingSection(
        name: "daemon",
        keys: [
            Key("parallel", .whole(1...64), "How many jobs run at once, at most; default 4."),
            Key("stop_timeout", .interval, "How long runs in progress may go on after SIGTERM; default 60s."),
        ])

    static let journal = SettingSection(
        name: "journal", keys: [Key("identifier", .text, "SYSLOG_IDENTIFIER of every entry; default seedd.")])

    static let metrics = SettingSection(
        name: "metrics", keys: [Key("textfile", .text, "File for node-exporter's textfile collector.")])
}
