import SeedModel

/// The members of a plan's and of a run's document, in the order in which `PlanDocument` writes them.
enum PlanSchema {
    static let plan: [SchemaMember] =
        places
        + [
            SchemaMember("created_at", .time, "When the plan was made.", required: false),
            SchemaMember(
                "refusals", .list(of: refusal), "What a run of the plan would be refused for, as far as it is known."),
        ] + tables
        + [
            SchemaMember(
                "only_in_from", .list(of: .text), "Of a difference: tables that only `from` has.", required: false),
            SchemaMember(
                "only_in_to", .list(of: .text), "Of a difference: tables that only `to` has.", required: false),
            SchemaMember("snapshot", .null, "Null: nothing was written."),
            SchemaMember("run", .null, "Null: nothing was written."),
            SchemaMember("duration_ms", .count, "Time the plan took."),
        ]

    static let run: [SchemaMember] =
        places + tables
        + [
            SchemaMember("snapshot", .nullableText, "Id for `seedd rollback`; null where nothing had to be written."),
            SchemaMember("run", .nullableText, "Id in the target's history; null where nothing had to be written."),
            SchemaMember("duration_ms", .count, "Time the run took."),
        ]

    private static let places = [
        SchemaMember("job", .text, "The job."),
        SchemaMember("from", .text, "Where rows are read: an environment, or a snapshot."),
        SchemaMember("to", .text, "Where rows are written: an environment, or a snapshot that is compared with."),
    ]

    private static let tables: [SchemaMember] =
        [SchemaMember("tables", .list(of: table), "All tables of the job, parents before children.")]
        + counts("of all tables")

    private static let refusal = JSONText.record([
        SchemaMember("code", .choice(Finding.Code.allCases.map(\.rawValue)), "As in docs/CHECKS.md."),
        SchemaMember("table", .text, "The table it is about."),
        SchemaMember("message", .text, "For people."),
        SchemaMember("remedy", .nullableText, "What may be done about it, for people."),
    ])

    private static let table = JSONText.record(
        [
            SchemaMember("name", .text, "`schema.table` at the source."),
            SchemaMember("target", .text, "`schema.table` at the target, where the job renames it.", required: false),
            SchemaMember("key", .list(of: .text), "Columns of the match key."),
            SchemaMember("columns", .list(of: .text), "Columns that are compared, the match key's first."),
            SchemaMember("source_rows", .count, "Rows inside the filter at the source."),
            SchemaMember("target_rows", .count, "Rows inside the filter in the target, before anything was written."),
        ] + counts("of the table") + [
            SchemaMember("kept", .count, "Rows listed that stay as the target has them, with nobody to decide."),
            SchemaMember(
                "on_conflict", .choice(TableRule.ConflictPolicy.allCases.map(\.rawValue).filter { $0 != "source" }),
                "What happens to rows that were edited in the target; missing for `source`.", required: false),
            SchemaMember(
                "notes", .list(of: .text), "What there is to say besides the changes, for people.", required: false),
            SchemaMember("changes", .list(of: ChangeSchema.change), "In the order of the match key."),
            SchemaMember("truncated", .flag, "Whether fewer rows are listed than counted."),
        ])

    private static func counts(_ what: String) -> [SchemaMember] {
        [
            SchemaMember("insert", .count, "Rows \(what) to be inserted, or of a run that were."),
            SchemaMember("update", .count, "Rows \(what) to be updated, or of a run that were."),
            SchemaMember("delete", .count, "Rows \(what) to be deleted, or of a run that were."),
            SchemaMember("unchanged", .count, "Rows \(what) that are left as they are, with nobody to decide."),
            SchemaMember("held", .count, "Rows \(what) left alone because a rollback undid the same source value."),
            SchemaMember("conflict", .count, "Rows \(what) left alone until somebody decides."),
        ]
    }
}
