import SeedModel

extension SettingSection {
    static let job = SettingSection(
        name: "a job",
        keys: [
            Key("from", .text, "Environment the rows come from.", required: true),
            Key("to", .texts, "Environment the rows go to, or a list of them.", required: true),
            Key("tables", .list(table), "What is promoted.", required: true),
        ] + jobKeys)

    static let defaults = SettingSection(name: "defaults", keys: tableKeys + jobKeys)

    static let guards = SettingSection(
        name: "guards",
        keys: [
            Key("max_changed", .limit, "Most rows a run may change in a table, a count or a share; default 50%."),
            Key("max_deletes", .limit, "Most rows a run may delete from a table, a count or a share; default 10%."),
            Key("allow_empty_source", .boolean, "Whether a source table without rows is taken at its word."),
        ])

    static let table = SettingSection(
        name: "a table rule",
        keys: [
            Key("name", .text, "schema.table, or a pattern with * and ?.", required: true),
            Key("exclude", .texts, "Patterns of tables taken back from the name's pattern."),
            Key("match", .texts, "Columns that identify a row on both sides; default the primary key."),
            Key("where", .text, "SQL condition; rows outside it are not touched on either side."),
            Key("set", .namedTexts, "SQL expressions evaluated at the source instead of the column."),
            Key("rename", .text, "schema.table on the target, if another."),
        ] + tableKeys)

    /// Keys that `defaults` hands on to every job.
    private static let jobKeys = [
        Key("schedule", .schedule, "Five cron fields, or \"every 15m\"."),
        Key("timezone", .timezone, "Time zone of the schedule; default UTC."),
        Key("jitter", .interval, "Up to how much later than the schedule a run begins; default none."),
        Key("unattended", .boolean, "Writes to a protected environment need no confirmation."),
        Key("guards", .section(guards), "Limits beyond which a plan is refused."),
    ]

    /// Keys that `defaults` hands on to every table.
    private static let tableKeys = [
        Key("mode", .choice(TableRule.Mode.allCases.map(\.rawValue)), "What may happen to rows; default upsert."),
        Key("ignore", .texts, "Columns neither compared nor written."),
        Key("track", .text, "content, changes, or a column that is set on every change; default content."),
        Key("trust", .boolean, "An index range on the tracking column may replace the scan for changes."),
        Key("reconcile", .recurrence, "A full content compare at least this often; default daily."),
        Key(
            "on_conflict", .choice(TableRule.ConflictPolicy.allCases.map(\.rawValue)),
            "What happens to a target row edited since the last run; default source."),
        Key(
            "triggers", .choice(TableRule.TriggerPolicy.allCases.map(\.rawValue)),
            "What triggers and rules of the target do about written rows; default fire."),
    ]
}
