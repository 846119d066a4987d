/// The mappings of a conflict file.
extension SettingSection {
    static let conflictFile = SettingSection(
        name: "a file of conflicts",
        keys: [
            Key("format_version", .whole(1...1), "Version of the format.", required: true),
            Key("kind", .choice([ConflictFile.kind]), "What the file is.", required: true),
            Key("conflicts", .list(.conflict), "The conflicts.", required: true),
        ])

    static let conflict = SettingSection(
        name: "a conflict",
        keys: [
            Key("job", .text, "The job.", required: true),
            Key("from", .text, "The source environment.", required: true),
            Key("to", .text, "The target environment.", required: true),
            Key("table", .text, "The table's name at the source.", required: true),
            Key("key", .namedTexts, "The match key.", required: true),
            Key("what", .text, "What was done to the row on either side."),
            Key("edited_since", .text, "The last run in which the row was as it had been promoted."),
            Key("columns", .namedTexts, "Columns in the way, each with its three values."),
            Key("seen", .text, "A digest of what was decided about.", required: true),
            Key("resolution", .choice(["source", "target", "values"]), "What was decided; null for nothing."),
            Key("values", .namedTexts, "What the columns in the way are to get."),
        ])
}
