package import SeedModel

extension SnapshotStore {
    /// The snapshot that `reference` names: an id, the beginning of one, or `latest`, which skips damaged ones.
    ///
    /// With `job` only that job's snapshots count. What could not be an id is not found, and no file is looked at for it.
    package func find(_ reference: String, job: String? = nil) throws(SeedError) -> SnapshotID {
        guard reference == "latest" || SnapshotID.isPlausible(reference) else {
            throw SeedError(
                .notFound, "snapshot", "\"\(Excerpt(reference, quoted: true, columns: 40).text)\" is not an id",
                hint: "seedd snapshots list")
        }
        guard let root = try openIfPresent() else { throw notFound(reference, job: job, among: []) }
        let ids = try ids(in: root)
        guard reference != "latest" else {
            for id in ids {
                guard let manifest = inspectedEntry(id, in: root)?.manifest else { continue }
                if job == nil || manifest.job == job { return id }
            }
            throw notFound(reference, job: job, among: [])
        }
        let named = ids.filter { $0.description.hasPrefix(reference) }.compactMap { entry($0, in: root) }
        let matches = named.filter { $0.mayBelong(to: job) }
        guard let match = matches.first else {
            if let job, let other = named.first?.claim?.job { throw belongs(reference, to: other, not: job) }
            throw notFound(reference, job: job, among: ids)
        }
        guard matches.count == 1 else { throw ambiguous(reference, matches.map(\.id)) }
        return match.id
    }

    private func belongs(_ reference: String, to job: String, not wanted: String) -> SeedError {
        SeedError(
            .notFound, "snapshot \(reference)",
            "belongs to job \(Printable.escaped(job)), not to \(Printable.escaped(wanted))", hint: "leave out --job")
    }

    private func ambiguous(_ reference: String, _ ids: [SnapshotID]) -> SeedError {
        let shown = ids.prefix(5).map(\.description).joined(separator: ", ")
        let rest = ids.count > 5 ? ", … (\(ids.count - 5) more)" : ""
        return SeedError(
            .usage, "snapshot \(reference)", "names \(ids.count) snapshots: \(shown)\(rest)", hint: "give more digits")
    }

    private func notFound(_ reference: String, job: String?, among ids: [SnapshotID]) -> SeedError {
        let near = ids.sorted { shared(reference, $0) > shared(reference, $1) }.prefix(3).map(\.description)
        let whose = job.map { " for job \(Printable.escaped($0))" } ?? ""
        return SeedError(
            .notFound, "snapshot \(reference)", "not found\(whose) in \(directory)",
            hint: near.isEmpty ? "seedd snapshots list" : "near it: \(near.joined(separator: ", "))")
    }

    /// Length of the common beginning.
    private func shared(_ reference: String, _ id: SnapshotID) -> Int {
        zip(reference.utf8, id.description.utf8).prefix { $0 == $1 }.count
    }
}
