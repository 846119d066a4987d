import SeedModel

extension StoredSnapshot {
    static func sample(
        _ time: UTCTime, job: String = "prices", environment: String = "production", files: Set<DiskFile> = []
    ) -> StoredSnapshot {
        StoredSnapshot(origin: Origin(group: Group(job: job, environment: environment), time: time), files: files)
    }
}
