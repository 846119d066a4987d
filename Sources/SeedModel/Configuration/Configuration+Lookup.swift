extension Configuration {
    /// The job of that name, else an error with the nearest one.
    package func job(named name: String) throws(SeedError) -> Job {
        if let job = jobs.first(where: { $0.name == name }) { return job }
        throw SeedError(
            .notFound, "job \"\(name)\"",
            "no such job\(EditDistance.suggestion(for: name, among: jobs.map(\.name)))")
    }

    /// The jobs of those names, all of them for none.
    package func jobs(named names: [String]) throws(SeedError) -> [Job] {
        guard !names.isEmpty else { return jobs }
        var chosen: [Job] = []
        for name in names { chosen.append(try job(named: name)) }
        return chosen
    }

    /// The environment of that name, else an error with the nearest one.
    package func environment(named name: String) throws(SeedError) -> Environment {
        if let environment = environments[name] { return environment }
        throw SeedError(
            .notFound, "environment \"\(name)\"",
            "no such environment\(EditDistance.suggestion(for: name, among: environments.keys.sorted()))")
    }
}
