import Crypto
import FoundationEssentials
package import SeedModel

/// What one `seedd plan --out` has saved: a plan for each target of each job.
package struct SavedPlans: Sendable {
    struct Header: Codable {
        var formatVersion: Int
        /// The version of seedd that made the plans, and the only one that applies them.
        var seedd: String
        var createdAt: UTCTime
        var plans: [SavedPlan]

        enum CodingKeys: String, CodingKey {
            case formatVersion = "format_version"
            case seedd
            case createdAt = "created_at"
            case plans
        }
    }

    package struct Entry: Sendable {
        package let plan: SavedPlan
        /// Of the run that applies it: the same however often it is applied, which is once.
        package let run: String
        /// Per table what `SavedTable.lists` has.
        let lists: [[Spool]]
    }

    package let path: String
    /// The beginning of the file's SHA-256, for people to compare.
    package let id: String
    package let createdAt: UTCTime
    package let entries: [Entry]

    /// - Throws: `badData` for a file that is not as it was written, `refused` for one of another version of seedd.
    package static func read(_ path: String, version: String) throws -> SavedPlans {
        var reader = try PlanFileReader(path)
        let header: Header
        do {
            header = try JSONDecoder().decode(Header.self, from: Data(try reader.header()))
        } catch is DecodingError {
            throw try unreadable(path, version)
        }
        guard header.seedd == version else {
            throw SeedError(
                .refused, path, "was made by seedd \(header.seedd), and this is seedd \(version)",
                hint: "apply it with the seedd that made it, or plan again")
        }
        var entries: [Entry] = []
        for plan in header.plans {
            var lists: [[Spool]] = []
            for table in plan.tables {
                var spools: [Spool] = []
                for count in table.records { spools.append(try reader.records(count)) }
                guard spools.count == 3 else { throw SeedError.damaged(path, "is not a saved plan") }
                lists.append(spools)
            }
            entries.append(Entry(plan: plan, run: runID(reader.digest, number: entries.count), lists: lists))
        }
        try reader.finish()
        return SavedPlans(
            path: path, id: String(reader.digest.prefix(8)), createdAt: header.createdAt, entries: entries)
    }

    /// In the form of a UUID.
    private static func runID(_ digest: String, number: Int) -> String {
        let hash = Array("\(SHA256.digest(of: "\(digest) \(number)"))")
        return [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(hash[$0]) }.joined(separator: "-")
    }

    /// Another version of seedd may know a plan by other fields; who made it is found in any.
    private static func unreadable(_ path: String, _ version: String) throws -> SeedError {
        struct Maker: Decodable { var seedd: String }
        var reader = try PlanFileReader(path)
        guard let maker = try? JSONDecoder().decode(Maker.self, from: Data(try reader.header())), maker.seedd != version
        else { return .damaged(path, "is not a plan that this seedd understands") }
        return SeedError(
            .refused, path, "was made by seedd \(maker.seedd), and this is seedd \(version)",
            hint: "apply it with the seedd that made it, or plan again")
    }

    /// Saves plans in a file that only its owner can read; returns the file's id.
    package static func write(
        _ plans: [(saved: SavedPlan, plan: Plan)], to path: String, version: String, at time: UTCTime
    ) throws -> String {
        var writer = try PlanFileWriter(at: path)
        let header = Header(
            formatVersion: PlanFile.formatVersion, seedd: version, createdAt: time, plans: plans.map(\.saved))
        try writer.append(Array(JSONEncoder().encode(header)))
        for (_, plan) in plans {
            for table in plan.tables {
                for list in SavedTable.lists(of: table) { try writer.append(list) }
            }
        }
        return String(try writer.finish().prefix(8))
    }
}
