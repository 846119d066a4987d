import SeedModel

extension DaemonSettings {
    static func read(_ reader: SectionReader) -> DaemonSettings {
        var settings = DaemonSettings()
        if let parallel = reader.whole("parallel") { settings.parallel = parallel }
        if let timeout = reader.interval("stop_timeout") { settings.stopTimeout = timeout }
        return settings
    }
}
