import Foundation
import SeedModel

/// One plan as a file keeps it: what it was made of, what it would change, and nothing that lets anybody in.
package struct SavedPlan: Sendable, Codable {
    package var job: String
    package var from: String
    package var to: String
    /// SHA-256 of what the job said of its tables (`JobDefinition`).
    var definition: String
    /// The database it was made for.
    var target: SnapshotManifest.Target
    var seed: Int64
    var narrowed: Bool
    /// Seconds that planning took.
    var seconds: Double
    var selection: Selection
    var source: SourceCatalog
    var tables: [SavedTable]

    /// What of the job was selected: `Planner.Options`, as far as it decides what a table's rows are.
    struct Selection: Sendable, Codable {
        struct Only: Sendable, Codable {
            var column: String
            var values: [String]
        }

        var tables: [String]
        var only: [Only]
        var filters: [String]
        var onConflict: TableRule.ConflictPolicy?

        init(_ options: Planner.Options) {
            tables = options.tables
            only = options.only.map { Only(column: $0.column, values: $0.values) }
            filters = options.filters
            onConflict = options.onConflict
        }

        var options: Planner.Options {
            var options = Planner.Options()
            options.tables = tables
            options.only = only.map { ($0.column, $0.values) }
            options.filters = filters
            options.onConflict = onConflict
            return options
        }
    }

    enum CodingKeys: String, CodingKey {
        case job, from, to, definition, target, seed, narrowed, seconds, selection, source, tables
    }
}

extension SavedPlan {
    /// `origin` is what `plan` was made from, `target` the database it is for.
    init(_ plan: Plan, _ origin: PlanOrigin, job: Job, target: SnapshotManifest.Target) throws {
        self.job = plan.job
        from = plan.from
        to = plan.to
        definition = JobDefinition.digest(job)
        self.target = target
        seed = plan.seed
        narrowed = plan.narrowed
        seconds = plan.seconds
        selection = Selection(origin.options)
        source = origin.source
        tables = try plan.tables.map { table in
            guard let saved = SavedTable(table) else {
                throw SeedError(.unexpected, "\(table.target)", "was not planned in a way that can be saved")
            }
            return saved
        }
    }
}
