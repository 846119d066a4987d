package import SeedModel

extension ConflictFileWriter {
    /// Nobody's decisions are lost by a plan that is made again.
    ///
    /// - Throws: `refused` where a file is there in which something was decided, or that is no file of conflicts.
    package static func requireReplaceable(_ path: String, workingDirectory: String) throws(SeedError) {
        let decisions: Int
        do throws(SeedError) {
            decisions = try Resolutions.load(path, workingDirectory: workingDirectory).entries.count { !$0.isOpen }
        } catch {
            guard error.code != .notFound else { return }
            throw SeedError(
                .refused, path, "is there already, and is no file of conflicts that nobody has begun to decide",
                hint: "name another file")
        }
        guard decisions > 0 else { return }
        throw SeedError(
            .refused, path, "holds \(decisions.counted("decision")) already, and is not overwritten",
            hint: "carry them out with --resolutions, or name another file")
    }
}
