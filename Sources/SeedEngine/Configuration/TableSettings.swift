import SeedModel

/// The settings that a table rule may take over from `defaults`.
struct TableSettings {
    let mode: TableRule.Mode
    let ignore: [String]
    let track: TableRule.Tracking
    let trust: Bool
    let reconcile: Interval
    let onConflict: TableRule.ConflictPolicy
    let triggers: TableRule.TriggerPolicy

    init(_ reader: SectionReader) {
        mode = reader.choice("mode", of: TableRule.Mode.self) ?? .upsert
        ignore = reader.texts("ignore")?.map(\.text) ?? []
        track = reader.text("track").map { TableRule.Tracking($0) } ?? .content
        trust = reader.boolean("trust") ?? false
        let recurrence = reader.parsed("reconcile", expecting: "hourly, daily, weekly, or \(Interval.syntax)") {
            Interval(recurring: $0)
        }
        reconcile = recurrence ?? .days(1)
        onConflict = reader.choice("on_conflict", of: TableRule.ConflictPolicy.self) ?? .source
        triggers = reader.choice("triggers", of: TableRule.TriggerPolicy.self) ?? .fire
    }
}
